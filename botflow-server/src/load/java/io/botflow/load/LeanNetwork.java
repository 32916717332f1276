package io.botflow.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Graph endpoint that takes every message and judges none: it costs as little as an endpoint can.
 * What follows a message (its statuses) is the listener's affair.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Failures come to exceptionCaught.
final class LeanNetwork implements Network {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_BODY = 64 * 1024;

  private final EventLoopGroup loop;
  private final Channel channel;
  private final MessageIds ids = new MessageIds("FQIA");
  private @Nullable Consumer<Answer> listener;

  LeanNetwork(EventLoopGroup loop) {
    this.loop = loop;
    this.channel =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1_024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel connection) {
                    connection
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new Graph());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void open(List<Line> lines, Consumer<Answer> answers) {
    loop.execute(() -> listener = answers);
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
  }

  private final class Graph extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request)
        throws IOException {
      if (!request.method().equals(HttpMethod.POST)) {
        // A question about the number or its account, which some clients ask at their start.
        reply(context, Map.of("id", "102290129340398", "verified_name", "Shop"));
        return;
      }
      JsonNode body;
      try (InputStream in = new ByteBufInputStream(request.content())) {
        body = JSON.readTree(in);
      }
      if (!body.has("to")) {
        // "Read", or that an answer is being written.
        reply(context, Map.of("success", true));
        return;
      }
      Answer answer = answer(request.uri(), body);
      reply(
          context,
          Map.of(
              "messaging_product",
              "whatsapp",
              "contacts",
              List.of(Map.of("input", answer.to(), "wa_id", answer.to())),
              "messages",
              List.of(Map.of("id", answer.id()))));
      if (listener != null) {
        listener.accept(answer);
      }
    }

    private void reply(ChannelHandlerContext context, Map<String, ?> content)
        throws JsonProcessingException {
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.OK,
              ByteBufUtil.encodeString(
                  context.alloc(),
                  CharBuffer.wrap(JSON.writeValueAsString(content)),
                  StandardCharsets.UTF_8));
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
          .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
      context.writeAndFlush(response, context.voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private Answer answer(String uri, JsonNode body) {
    String to = body.path("to").asText();
    String type = body.path("type").asText("text");
    JsonNode content = body.path(type);
    String[] path = uri.split("/", -1);
    return new Answer(
        path[path.length - 2],
        to.startsWith("+") ? to.substring(1) : to,
        type.equals("interactive")
            ? content.path("body").path("text").asText()
            : content.path("body").asText(),
        ids.next(),
        body.path("biz_opaque_callback_data").textValue());
  }
}
