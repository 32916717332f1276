package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.whatsapp.sandbox.NetworkRules.ServiceWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state and rules of the pretended network, without any HTTP. Safe for many threads. */
final class SandboxNetwork {
  /** Meta: free-form messages are allowed for 24 hours after the person's last message. */
  private static final Duration SERVICE_WINDOW = Duration.ofHours(24);

  private static final int MAX_HOOK_FAILURES = 100;

  private final SandboxOptions options;
  private final Map<String, SandboxNumber> numbers = new ConcurrentHashMap<>();
  private final Map<String, SandboxPhone> phones = new ConcurrentHashMap<>();
  private final Map<String, Instant> lastInbound = new ConcurrentHashMap<>();
  private final List<Consumer<SandboxAttempt>> hooks = new CopyOnWriteArrayList<>();
  private final List<Throwable> hookFailures = Collections.synchronizedList(new ArrayList<>());
  private final MessageLog log;
  private final MediaShelf media;
  private final TemplateShelf templates = new TemplateShelf();
  private final RateLimits limits;
  private final SandboxFaults faults = new SandboxFaults(20261122L);
  private final WebhookSender webhooks;
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicLong ids = new AtomicLong();
  private final String run = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);

  SandboxNetwork(SandboxOptions options) {
    this.options = options;
    SandboxBounds bounds = options.bounds();
    this.log = new MessageLog(bounds);
    this.media = new MediaShelf(options.clock(), bounds.mediaBytes());
    this.limits = new RateLimits(options.rules(), options.clock(), bounds.phones());
    this.webhooks = new WebhookSender(options.webhooks(), bounds.pendingWebhooks());
  }

  MessageLog log() {
    return log;
  }

  MediaShelf media() {
    return media;
  }

  TemplateShelf templates() {
    return templates;
  }

  SandboxFaults faults() {
    return faults;
  }

  WebhookSender webhooks() {
    return webhooks;
  }

  void register(SandboxNumber number) {
    numbers.put(number.phoneNumberId(), number);
  }

  List<SandboxNumber> numbers() {
    return List.copyOf(numbers.values());
  }

  Optional<SandboxNumber> number(String phoneNumberId) {
    return Optional.ofNullable(numbers.get(phoneNumberId));
  }

  /** The number with this access token, for 360dialog's paths, which name no number. */
  Optional<SandboxNumber> numberOfToken(@Nullable String token) {
    return numbers.values().stream()
        .filter(number -> token != null && token.equals(number.accessToken()))
        .findFirst();
  }

  boolean hasAccount(String wabaId) {
    return numbers.values().stream().anyMatch(number -> number.wabaId().equals(wabaId));
  }

  /** The given business number, or the only one there is. */
  String businessNumber(@Nullable String phoneNumberId) {
    if (phoneNumberId != null) {
      return phoneNumberId;
    }
    if (numbers.size() != 1) {
      throw new IllegalStateException(
          "choose one of the business numbers with talkTo: " + numbers.keySet());
    }
    return numbers.keySet().iterator().next();
  }

  SandboxPhone phone(String address) {
    return phones.computeIfAbsent(
        Person.normalised(address),
        key -> new SandboxPhone(this, Person.at(key), options.bounds().messagesPerPhone()));
  }

  SandboxPhone person(Person person) {
    SandboxPhone phone = new SandboxPhone(this, person, options.bounds().messagesPerPhone());
    if (person.waId() != null) {
      phones.put(person.waId(), phone);
    }
    if (person.userId() != null) {
      phones.put(person.userId(), phone);
    }
    return phone;
  }

  void onMessage(Consumer<SandboxAttempt> hook) {
    hooks.add(hook);
  }

  List<Throwable> hookFailures() {
    synchronized (hookFailures) {
      return List.copyOf(hookFailures);
    }
  }

  /** Sends a person's message to a business; fills in what the network adds. */
  String fromPerson(Person person, String phoneNumberId, ObjectNode message) {
    SandboxNumber number = numbers.get(phoneNumberId);
    if (number == null) {
      throw new IllegalArgumentException("no business number " + phoneNumberId);
    }
    ObjectNode node = message.deepCopy();
    if (person.waId() != null && !node.has("from")) {
      node.put("from", person.waId());
    }
    if (person.userId() != null && !node.has("from_user_id")) {
      node.put("from_user_id", person.userId());
    }
    if (!node.has("id")) {
      node.put("id", nextId());
    }
    Instant now = options.clock().instant();
    if (!node.has("timestamp")) {
      node.put("timestamp", Long.toString(now.getEpochSecond()));
    }
    openWindow(phoneNumberId, person, now);
    webhooks.send(
        new WebhookUpdate(number, person.address(), "messages", node, person.contact()),
        Duration.ZERO);
    return node.path("id").asText();
  }

  /** Judges a send request by shape, rate, template and window. */
  List<GraphRefusal> judge(SandboxNumber number, JsonNode body) {
    List<GraphRefusal> problems = MessageRules.check(body);
    if (!problems.isEmpty() || isReadMark(body)) {
      return problems;
    }
    String to = addressee(body);
    Optional<GraphRefusal> refusal = limits.take(number.phoneNumberId(), to);
    if (refusal.isEmpty() && body.has("template")) {
      refusal = templates.check(number.wabaId(), body, options.rules().knownTemplatesOnly());
    }
    if (refusal.isEmpty()
        && options.rules().serviceWindow() == ServiceWindow.REFUSED
        && !isAllowedNow(number, to, body)) {
      refusal = Optional.of(GraphRefusal.windowClosed());
    }
    return refusal.map(List::of).orElse(List.of());
  }

  /** Takes a message over: logs it, puts it on the phone, sets its statuses on their way. */
  SandboxMessage accept(SandboxNumber number, JsonNode body) {
    String to = addressee(body);
    SandboxMessage message =
        new SandboxMessage(
            sequence.incrementAndGet(),
            nextId(),
            number.phoneNumberId(),
            to,
            body.path("type").asText("text"),
            body,
            body.path("biz_opaque_callback_data").textValue(),
            options.clock().instant());
    log.accepted(message);
    boolean delivered =
        options.rules().serviceWindow() == ServiceWindow.IGNORED || isAllowedNow(number, to, body);
    if (delivered && (phones.containsKey(to) || phones.size() < options.bounds().phones())) {
      phone(to).deliver(message);
    }
    new MessageStatuses(faults, webhooks, options.webhooks()).follow(number, message, delivered);
    return message;
  }

  /** Shows an attempt to the hooks; what they throw is kept and changes nothing. */
  void seen(SandboxAttempt attempt) {
    for (GraphRefusal problem : attempt.problems()) {
      log.refused(problem.code());
      break;
    }
    for (Consumer<SandboxAttempt> hook : hooks) {
      try {
        hook.accept(attempt);
      } catch (RuntimeException | AssertionError e) {
        if (hookFailures.size() < MAX_HOOK_FAILURES) {
          hookFailures.add(e);
        }
      }
    }
  }

  static boolean isReadMark(JsonNode body) {
    return "read".equals(body.path("status").textValue());
  }

  /** The answer to an accepted message. */
  static ObjectNode accepted(SandboxMessage message) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("messaging_product", "whatsapp");
    JsonNode body = message.body();
    ObjectNode contact = answer.putArray("contacts").addObject();
    if (body.has("to")) {
      contact.put("input", body.path("to").asText()).put("wa_id", message.to());
    } else {
      contact.put("input", message.to()).put("user_id", message.to());
    }
    answer.putArray("messages").addObject().put("id", message.id());
    return answer;
  }

  private static String addressee(JsonNode body) {
    // When both are given, "to" wins.
    return Person.normalised(body.path(body.has("to") ? "to" : "recipient").asText());
  }

  private void openWindow(String phoneNumberId, Person person, Instant now) {
    if (lastInbound.size() < 2 * options.bounds().phones()) {
      if (person.waId() != null) {
        lastInbound.put(phoneNumberId + ' ' + person.waId(), now);
      }
      if (person.userId() != null) {
        lastInbound.put(phoneNumberId + ' ' + person.userId(), now);
      }
    }
  }

  private boolean isAllowedNow(SandboxNumber number, String to, JsonNode body) {
    if (body.has("template")) {
      return true;
    }
    Instant last = lastInbound.get(number.phoneNumberId() + ' ' + to);
    return last != null && options.clock().instant().isBefore(last.plus(SERVICE_WINDOW));
  }

  private String nextId() {
    return "wamid.SANDBOX" + run + 'X' + ids.incrementAndGet();
  }
}
