package io.botflow.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Dns;

/** Names that lead where a test wants, and elsewhere the next time. */
final class NameServer implements Dns {
  private final Map<String, List<List<InetAddress>>> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** A name with these addresses; several answers are given in their order, the last for ever. */
  @SafeVarargs
  final NameServer name(String host, List<String>... answers) throws UnknownHostException {
    List<List<InetAddress>> all = new CopyOnWriteArrayList<>();
    for (List<String> answer : answers) {
      List<InetAddress> addresses = new CopyOnWriteArrayList<>();
      for (String address : answer) {
        // Addresses only: nothing is looked up.
        addresses.add(InetAddress.getByName(address));
      }
      all.add(addresses);
    }
    this.answers.put(host, all);
    return this;
  }

  /** The names that were looked up, in their order. */
  List<String> asked() {
    return asked;
  }

  @Override
  public synchronized List<InetAddress> lookup(String host) throws UnknownHostException {
    asked.add(host);
    List<List<InetAddress>> all = answers.get(host);
    if (all == null) {
      throw new UnknownHostException(host);
    }
    return all.size() == 1 ? all.getFirst() : all.removeFirst();
  }
}
