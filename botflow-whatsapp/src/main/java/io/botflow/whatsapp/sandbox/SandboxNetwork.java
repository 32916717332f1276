package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.whatsapp.pricing.ChargeCategory;
import io.botflow.whatsapp.pricing.ChargeType;
import io.botflow.whatsapp.pricing.CostForecast;
import io.botflow.whatsapp.sandbox.NetworkRules.ServiceWindow;
import java.net.URI;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state and rules of the pretended network, without any HTTP. Safe for many threads. */
final class SandboxNetwork {
  private static final int MAX_HOOK_FAILURES = 100;

  private final SandboxOptions options;
  private final Map<String, SandboxNumber> numbers = new ConcurrentHashMap<>();
  private final Map<String, SandboxPhone> phones = new ConcurrentHashMap<>();
  private final Map<String, NumberSetup> setups = new ConcurrentHashMap<>();
  private final Map<String, URI> appCallbacks = new ConcurrentHashMap<>();
  private final ServiceWindows windows;
  private final SandboxClock clock;
  private final List<Consumer<SandboxAttempt>> hooks = new CopyOnWriteArrayList<>();
  private final List<Throwable> hookFailures = Collections.synchronizedList(new ArrayList<>());
  private final MessageLog log;
  private final MediaShelf media;
  private final TemplateShelf templates;
  private final BillingLedger billing;
  private final RateLimits limits;
  private final MarketingStops stops;
  private final SandboxFaults faults = new SandboxFaults(20261122L);
  private final WebhookSender webhooks;
  private final ReentrantLock taking = new ReentrantLock();
  private long sequence;
  private final AtomicLong ids = new AtomicLong();
  private volatile NetworkRules rules;
  private volatile WebhookOptions statuses;
  private final String run = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);

  SandboxNetwork(SandboxOptions options) {
    this.options = options;
    SandboxBounds bounds = options.bounds();
    this.clock = new SandboxClock(options.clock());
    this.rules = options.rules();
    this.statuses = options.webhooks();
    this.windows = new ServiceWindows(2 * bounds.phones());
    this.log = new MessageLog(bounds);
    this.media = new MediaShelf(clock, bounds.mediaBytes());
    this.templates = new TemplateShelf(clock, this::tell);
    this.billing = new BillingLedger(bounds.messages());
    this.stops = new MarketingStops(bounds.phones());
    this.limits = new RateLimits(() -> rules, clock, bounds.phones());
    this.webhooks =
        new WebhookSender(
            options.webhooks(), bounds.pendingWebhooks(), id -> setup(id).webhookHeaders());
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

  BillingLedger billing() {
    return billing;
  }

  SandboxClock clock() {
    return clock;
  }

  /** Moves the time ahead, and does what was to happen until then. */
  void advance(Duration by) {
    clock.advance(by);
    templates.tick();
  }

  NetworkRules rules() {
    return rules;
  }

  void rules(NetworkRules other) {
    rules = other;
  }

  WebhookOptions statuses() {
    return statuses;
  }

  /** Which statuses follow a message, and when; how webhooks are sent does not change. */
  void statuses(WebhookOptions other) {
    statuses = other;
  }

  /** How far a number is set up; one that was registered by hand is ready to send. */
  NumberSetup setup(String phoneNumberId) {
    return setups.computeIfAbsent(phoneNumberId, id -> new NumberSetup(true));
  }

  /** Adds a number that its customer is still to connect. */
  void begin(SandboxNumber number) {
    setups.put(number.phoneNumberId(), new NumberSetup(false));
    register(number);
  }

  /** Tells the business of an account what happened to it: always at the app's callback. */
  private void tell(String wabaId, String field, ObjectNode value) {
    numbers.values().stream()
        .filter(number -> number.wabaId().equals(wabaId))
        .map(number -> number.withCallback(appCallback(number.phoneNumberId())))
        .filter(number -> number.callbackUrl() != null)
        .filter(number -> setup(number.phoneNumberId()).isSubscribed())
        .findFirst()
        .ifPresent(
            number -> webhooks.send(WebhookUpdate.ofAccount(number, field, value), Duration.ZERO));
  }

  WebhookSender webhooks() {
    return webhooks;
  }

  /** Adds or replaces a number; its callback is that of the app. */
  void register(SandboxNumber number) {
    numbers.put(number.phoneNumberId(), number);
    if (number.callbackUrl() == null) {
      appCallbacks.remove(number.phoneNumberId());
    } else {
      appCallbacks.put(number.phoneNumberId(), number.callbackUrl());
    }
  }

  /** Gives a number a callback of its own, beside that of the app. */
  void override(SandboxNumber number) {
    numbers.put(number.phoneNumberId(), number);
  }

  /** Where everything of a number went before anybody gave it a callback of its own. */
  @Nullable URI appCallback(String phoneNumberId) {
    return appCallbacks.get(phoneNumberId);
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
    Instant now = clock.instant();
    if (!node.has("timestamp")) {
      node.put("timestamp", Long.toString(now.getEpochSecond()));
    }
    windows.inbound(phoneNumberId, person, node.has("referral"), now);
    if (setup(phoneNumberId).isSubscribed()) {
      webhooks.send(
          WebhookUpdate.of(number, person.address(), "messages", node, person.contact()),
          Duration.ZERO);
    }
    return node.path("id").asText();
  }

  /** A person stops the offers of a business in WhatsApp's settings, or allows them again. */
  void prefers(Person person, String phoneNumberId, boolean stop) {
    SandboxNumber number = number(phoneNumberId).orElseThrow();
    ObjectNode value = stops.set(number, person, stop, clock.instant());
    webhooks.send(WebhookUpdate.ofAccount(number, "user_preferences", value), Duration.ZERO);
  }

  private boolean isOffer(SandboxNumber number, JsonNode body) {
    return body.has("template")
        && templates.category(number.wabaId(), body).equals(ChargeCategory.MARKETING.name());
  }

  /** Judges a send request by shape, rate, template and window. */
  List<GraphRefusal> judge(SandboxNumber number, JsonNode body) {
    List<GraphRefusal> problems = MessageRules.check(body);
    if (!problems.isEmpty() || isReadMark(body)) {
      return problems;
    }
    if (!setup(number.phoneNumberId()).isRegistered()) {
      return List.of(GraphRefusal.notRegistered());
    }
    String to = addressee(body);
    Optional<GraphRefusal> refusal = limits.take(number.phoneNumberId(), to);
    if (refusal.isEmpty() && body.has("template")) {
      templates.tick();
      refusal = templates.check(number.wabaId(), body, rules.knownTemplatesOnly());
    }
    if (refusal.isEmpty() && isOffer(number, body) && stops.has(number.phoneNumberId(), to)) {
      refusal = Optional.of(GraphRefusal.stoppedMarketing());
    }
    if (refusal.isEmpty()
        && rules.serviceWindow() == ServiceWindow.REFUSED
        && !isAllowedNow(number, to, body)) {
      refusal = Optional.of(GraphRefusal.windowClosed());
    }
    return refusal.map(List::of).orElse(List.of());
  }

  /**
   * Takes a message over: logs it, puts it on the phone, sets its statuses on their way.
   *
   * @param wanted the error with which it is to fail later; null for none
   */
  SandboxMessage accept(SandboxNumber number, JsonNode body, @Nullable GraphRefusal wanted) {
    String to = addressee(body);
    SandboxMessage message;
    CostForecast.Cost cost;
    GraphRefusal failure;
    // Who reads after a sequence must not miss one that was numbered before and came after it.
    taking.lock();
    try {
      message =
          SandboxMessage.of(
              ++sequence, nextId(), number.phoneNumberId(), to, body, clock.instant());
      log.accepted(message);
      cost = cost(number, message);
      failure = wanted != null ? wanted : failure(number, message, cost);
      if (failure == null) {
        billing.delivered(message, cost);
        if (phones.containsKey(to) || phones.size() < options.bounds().phones()) {
          phone(to).deliver(message);
        }
      }
    } finally {
      taking.unlock();
    }
    new MessageStatuses(faults, webhooks, statuses).follow(number, message, failure, cost);
    return message;
  }

  private CostForecast.Cost cost(SandboxNumber number, SandboxMessage message) {
    String category =
        message.body().has("template")
            ? templates.category(number.wabaId(), message.body())
            : "service";
    return billing.cost(
        number.phoneNumberId(),
        message.to(),
        ChargeCategory.of(category).orElse(ChargeCategory.UTILITY),
        windows.outbound(number.phoneNumberId(), message.to(), message.at()),
        message.at());
  }

  /** Why an accepted message does not arrive; null when it does. */
  private @Nullable GraphRefusal failure(
      SandboxNumber number, SandboxMessage message, CostForecast.Cost cost) {
    if (rules.serviceWindow() != ServiceWindow.IGNORED
        && !isAllowedNow(number, message.to(), message.body())) {
      return GraphRefusal.windowClosed();
    }
    boolean paid = cost.type() != ChargeType.REGULAR || setup(number.phoneNumberId()).hasPayment();
    return paid ? null : GraphRefusal.noPayment();
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

  static String addressee(JsonNode body) {
    // When both are given, "to" wins.
    return Person.normalised(body.path(body.has("to") ? "to" : "recipient").asText());
  }

  private boolean isAllowedNow(SandboxNumber number, String to, JsonNode body) {
    return body.has("template") || windows.isOpen(number.phoneNumberId(), to, clock.instant());
  }

  private String nextId() {
    return "wamid.SANDBOX" + run + 'X' + ids.incrementAndGet();
  }
}
