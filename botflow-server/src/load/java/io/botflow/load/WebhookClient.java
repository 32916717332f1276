package io.botflow.load;

import io.botflow.whatsapp.Signature;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Posts webhooks over connections that are kept. All numbers share one server. Confined to the
 * event loop's thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Failures come to exceptionCaught.
final class WebhookClient {
  /** No connection, or one that ended before the answer. */
  static final int NO_ANSWER = -1;

  private static final int MAX_ANSWER = 64 * 1024;

  private final Bootstrap bootstrap;
  private final Deque<Connection> idle = new ArrayDeque<>();

  WebhookClient(EventLoopGroup loop, String host, int port) {
    bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .remoteAddress(host, port)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(MAX_ANSWER),
                            new Connection());
                  }
                });
  }

  /** Posts a body with its signature; {@code answered} hears the status of the answer. */
  void post(Line line, byte[] body, IntConsumer answered) {
    Connection connection = idle.pollFirst();
    if (connection != null) {
      connection.post(line, body, answered);
      return;
    }
    ChannelFuture connecting = bootstrap.connect();
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            connecting.channel().pipeline().get(Connection.class).post(line, body, answered);
          } else {
            answered.accept(NO_ANSWER);
          }
        });
  }

  private final class Connection extends SimpleChannelInboundHandler<FullHttpResponse> {
    private @Nullable Channel channel;
    private @Nullable IntConsumer pending;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      channel = context.channel();
    }

    void post(Line line, byte[] body, IntConsumer answered) {
      pending = answered;
      var request =
          new DefaultFullHttpRequest(
              HttpVersion.HTTP_1_1,
              HttpMethod.POST,
              line.callback().getRawPath(),
              Unpooled.wrappedBuffer(body));
      request
          .headers()
          .set(HttpHeaderNames.HOST, line.callback().getRawAuthority())
          .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
          .set(Signature.HEADER, Signature.sign(body, line.secret()))
          .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
      if (channel != null) {
        channel.writeAndFlush(request, channel.voidPromise());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      if (response.headers().containsValue(HttpHeaderNames.CONNECTION, "close", true)) {
        context.close();
      } else {
        idle.addFirst(this);
      }
      end(response.status().code());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      idle.remove(this);
      end(NO_ANSWER);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    private void end(int status) {
      IntConsumer answered = pending;
      pending = null;
      if (answered != null) {
        answered.accept(status);
      }
    }
  }
}
