package io.botflow.ai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider's server that misbehaves as a test wants, and counts the requests that it read. */
final class ModelServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour;

  /** What the server does with a request that it has read. */
  interface Behaviour {
    void answer(HttpExchange exchange, ModelServer server) throws IOException;
  }

  ModelServer(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    behaviour.answer(exchange, this);
  }

  void behave(Behaviour other) {
    behaviour = other;
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The bodies of the requests, in the order in which they were read. */
  List<String> requests() {
    return bodies;
  }

  static Behaviour json(int status, String body) {
    return (exchange, server) -> send(exchange, status, "application/json", body);
  }

  static Behaviour status(int status, String retryAfter) {
    return (exchange, server) -> {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
      send(exchange, status, "application/json", "{\"error\": {\"message\": \"busy\"}}");
    };
  }

  /** A stream of server-sent events, whole. */
  static Behaviour events(String text) {
    return (exchange, server) -> send(exchange, 200, "text/event-stream", text);
  }

  /** Promises more than it sends, then hangs up. */
  static Behaviour cut(String type, String text) {
    return (exchange, server) -> {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.sendResponseHeaders(200, bytes.length + 1_000L);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** Never answers while the test runs. */
  static Behaviour hang() {
    return (exchange, server) -> {
      try {
        server.end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** The shape of "The chat completion object" in OpenAI's API reference. */
  static String openAi(String content) {
    return """
        {"id": "chatcmpl-1", "object": "chat.completion", "created": 1741570283,
         "model": "gpt-5-mini-2025-08-07",
         "choices": [{"index": 0, "message": {"role": "assistant", "content": "%s",
           "refusal": null, "annotations": []}, "logprobs": null, "finish_reason": "stop"}],
         "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100,
           "prompt_tokens_details": {"cached_tokens": 400}}}
        """
        .formatted(content);
  }

  /** The shape of an answer with tool calls in OpenAI's API reference. */
  static String openAiCall(String tool, String arguments) {
    return """
        {"id": "chatcmpl-2", "object": "chat.completion", "created": 1741570283,
         "model": "gpt-5-mini-2025-08-07",
         "choices": [{"index": 0, "message": {"role": "assistant", "content": null,
           "refusal": null, "tool_calls": [{"id": "call_abc", "type": "function",
             "function": {"name": "%s", "arguments": "%s"}}]},
           "logprobs": null, "finish_reason": "tool_calls"}],
         "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}}
        """
        .formatted(tool, arguments.replace("\"", "\\\""));
  }

  /** The shape of "Create a Message" in Anthropic's API reference. */
  static String anthropic(String block, String stop) {
    return """
        {"id": "msg_01", "type": "message", "role": "assistant",
         "model": "claude-haiku-4-5-20251001",
         "content": [%s], "stop_reason": "%s", "stop_sequence": null,
         "usage": {"input_tokens": 1000, "cache_creation_input_tokens": 0,
           "cache_read_input_tokens": 0, "output_tokens": 100}}
        """
        .formatted(block, stop);
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
