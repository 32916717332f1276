package io.botflow.server.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that look at the address in the moment at which they connect to it. Nothing is looked up
 * behind that, so neither a name that leads elsewhere the second time nor a redirect nor a number
 * that the client takes for an address passes.
 */
final class GuardedSockets extends SocketFactory {
  private final OutboundRules rules;

  GuardedSockets(OutboundRules rules) {
    this.rules = rules;
  }

  @Override
  public Socket createSocket() {
    return new Guarded(rules);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    socket.connect(to);
    return socket;
  }

  private static final class Guarded extends Socket {
    private final OutboundRules rules;

    Guarded(OutboundRules rules) {
      this.rules = rules;
    }

    @Override
    public void connect(SocketAddress to) throws IOException {
      connect(to, 0);
    }

    @Override
    public void connect(SocketAddress to, int timeout) throws IOException {
      if (!(to instanceof InetSocketAddress place) || place.getAddress() == null) {
        throw new RefusedAddress("the host leads to no address");
      }
      String why = rules.refusal(place.getHostString(), place.getAddress(), place.getPort());
      if (why != null) {
        throw new RefusedAddress(why);
      }
      super.connect(to, timeout);
    }
  }
}
