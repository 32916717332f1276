package io.botflow.ai.intent;

import java.util.List;
import java.util.Map;

/** What a small bot's author writes, in three languages. */
final class SmallSets {
  static final Map<String, List<String>> ENGLISH =
      Map.of(
          "track_order",
          List.of(
              "Where is my order?",
              "track my parcel",
              "when will my package arrive",
              "has my order been shipped yet",
              "my delivery has not arrived",
              "what is the status of my order"),
          "refund",
          List.of(
              "I want my money back",
              "how do I get a refund",
              "please refund me",
              "can I return this and get my money back",
              "refund my payment",
              "I was charged twice, give me my money back"),
          "opening_hours",
          List.of(
              "When are you open?",
              "what are your opening hours",
              "are you open on sunday",
              "what time does the shop close",
              "until when are you open today",
              "opening times please"));

  static final Map<String, List<String>> SPANISH =
      Map.of(
          "pedido",
          List.of(
              "¿Dónde está mi pedido?",
              "quiero rastrear mi paquete",
              "cuándo llega mi paquete",
              "mi pedido no ha llegado",
              "estado de mi pedido"),
          "reembolso",
          List.of(
              "Quiero que me devuelvan el dinero",
              "cómo pido un reembolso",
              "necesito un reembolso por favor",
              "devolver un producto y recuperar mi dinero",
              "me cobraron dos veces, quiero mi dinero"),
          "horario",
          List.of(
              "¿A qué hora abren?",
              "cuál es su horario",
              "están abiertos el domingo",
              "a qué hora cierra la tienda",
              "horario de apertura"));

  static final Map<String, List<String>> ZULU =
      Map.of(
          "i-oda",
          List.of(
              "Likuphi i-oda lami?",
              "i-oda lami alikafiki",
              "ngifuna ukulandela iphasela lami",
              "iphasela lami lizofika nini",
              "isimo se-oda lami"),
          "imali",
          List.of(
              "Ngifuna imali yami ibuyiselwe",
              "ngicela ningibuyisele imali yami",
              "ngiyithola kanjani imali yami emuva",
              "ningikhokhise kabili, buyisani imali",
              "ngifuna ukubuyiselwa imali"),
          "amahora",
          List.of(
              "Nivula nini?",
              "nivala ngasikhathi sini",
              "nivuliwe yini ngeSonto",
              "isitolo sivula ngasikhathi sini",
              "amahora okuvula"));

  private SmallSets() {}
}
