package io.botflow.ai.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/**
 * The words of a text in the form in which they are compared, by language. Small words stay: "who"
 * and "when" tell questions apart, and what is everywhere weighs little anyway. Thread-safe.
 */
final class Words {
  private static final CharArraySet NONE = CharArraySet.EMPTY_SET;

  private static final Map<String, Words> BY_LANGUAGE = new ConcurrentHashMap<>();

  private final Analyzer analyzer;

  private Words(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /** For a language as a BCP 47 tag; of one that is not known words count as they are written. */
  static Words of(String tag) {
    return BY_LANGUAGE.computeIfAbsent(
        Locale.forLanguageTag(tag).getLanguage(), language -> new Words(analyzer(language)));
  }

  private static Analyzer analyzer(String language) {
    return switch (language) {
      case "ar" -> new ArabicAnalyzer(NONE);
      case "bg" -> new BulgarianAnalyzer(NONE);
      case "bn" -> new BengaliAnalyzer(NONE);
      case "ca" -> new CatalanAnalyzer(NONE);
      case "zh", "ja", "ko" -> new CJKAnalyzer(NONE);
      case "cs" -> new CzechAnalyzer(NONE);
      case "da" -> new DanishAnalyzer(NONE);
      case "de" -> new GermanAnalyzer(NONE);
      case "el" -> new GreekAnalyzer(NONE);
      case "en" -> new EnglishAnalyzer(NONE);
      case "es" -> new SpanishAnalyzer(NONE);
      case "et" -> new EstonianAnalyzer(NONE);
      case "eu" -> new BasqueAnalyzer(NONE);
      case "fa" -> new PersianAnalyzer(NONE);
      case "fi" -> new FinnishAnalyzer(NONE);
      case "fr" -> new FrenchAnalyzer(NONE);
      case "ga" -> new IrishAnalyzer(NONE);
      case "gl" -> new GalicianAnalyzer(NONE);
      case "hi" -> new HindiAnalyzer(NONE);
      case "hu" -> new HungarianAnalyzer(NONE);
      case "hy" -> new ArmenianAnalyzer(NONE);
      case "id", "ms" -> new IndonesianAnalyzer(NONE);
      case "it" -> new ItalianAnalyzer(NONE);
      case "lt" -> new LithuanianAnalyzer(NONE);
      case "lv" -> new LatvianAnalyzer(NONE);
      case "nl", "af" -> new DutchAnalyzer(NONE);
      case "no", "nb", "nn" -> new NorwegianAnalyzer(NONE);
      case "pt" -> new PortugueseAnalyzer(NONE);
      case "ro" -> new RomanianAnalyzer(NONE);
      case "ru" -> new RussianAnalyzer(NONE);
      case "sr" -> new SerbianAnalyzer(NONE);
      case "sv" -> new SwedishAnalyzer(NONE);
      case "ta" -> new TamilAnalyzer(NONE);
      case "te" -> new TeluguAnalyzer(NONE);
      case "th" -> new ThaiAnalyzer(NONE);
      case "tr" -> new TurkishAnalyzer(NONE);
      default -> new StandardAnalyzer(NONE);
    };
  }

  /** The words in order. */
  List<String> in(CharSequence text) {
    List<String> words = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("", text.toString())) {
      CharTermAttribute word = stream.getAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        words.add(word.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
    return words;
  }
}
