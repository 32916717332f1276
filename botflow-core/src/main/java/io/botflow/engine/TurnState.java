package io.botflow.engine;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Memory;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.conversation.Variables;
import io.botflow.event.Event;
import io.botflow.expression.Evaluated;
import io.botflow.expression.Expression;
import io.botflow.expression.Scope;
import io.botflow.expression.Template;
import io.botflow.message.ChannelLimits;
import io.botflow.message.Consent;
import io.botflow.message.InboundMessage;
import io.botflow.message.OutboundMessage;
import io.botflow.node.Outcome;
import io.botflow.node.Resumption;
import io.botflow.node.TurnContext;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.HttpResult;
import io.botflow.spi.Passage;
import io.botflow.spi.Recollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a turn knows and has decided so far; the {@link TurnContext} that nodes see. */
final class TurnState implements TurnContext {
  private final TurnFacts facts;
  private final TurnLimits limits;
  private final OutsideCalls outside;
  private final TurnScope scope;
  private final List<Event> events = new ArrayList<>(12);
  private final List<OutboundMessage> said = new ArrayList<>(2);
  private final Standing standing;
  private Contact contact;
  private Owner owner;
  private Resumption.@Nullable Answer answer;
  private String text = "";
  private boolean saidTooMuch;

  TurnState(
      CompiledFlow flow,
      Session before,
      TurnFacts facts,
      Services services,
      TurnLimits limits,
      LongSupplier nanoTime) {
    this.standing = new Standing(before, flow);
    this.facts = facts;
    this.limits = limits;
    this.contact = facts.contact();
    this.owner = facts.owner();
    this.outside = new OutsideCalls(this, facts, services, limits.outside(), nanoTime);
    this.scope = new TurnScope(this, outside);
  }

  // What the run asks and decides.

  Standing standing() {
    return standing;
  }

  CompiledFlow flow() {
    return standing.flow();
  }

  TurnFacts facts() {
    return facts;
  }

  TurnLimits limitsOfTurn() {
    return limits;
  }

  Owner owner() {
    return owner;
  }

  void owner(Owner next) {
    owner = next;
  }

  Resumption.Answer answer() {
    if (answer == null) {
      throw new IllegalStateException("the turn has no messages");
    }
    return answer;
  }

  void hear(List<InboundMessage> messages) {
    answer = new Resumption.Answer(messages);
    text = answer.text();
    for (InboundMessage message : messages) {
      events.add(new Event.Heard(message));
      standing.remember(true, message.text());
    }
  }

  /** Whether a node had more to say than a turn may. */
  boolean saidTooMuch() {
    return saidTooMuch;
  }

  @Nullable InboundMessage lastMessage() {
    return answer == null ? null : answer.last();
  }

  @Nullable String intent() {
    return outside.intent(flow(), text);
  }

  boolean meansOneOf(List<String> intents) {
    String intent = intent();
    return intent != null && intents.contains(intent);
  }

  void enter(Step<?> step) {
    standing.enter(step);
    outside.nextNode();
    events.add(new Event.Entered(step.id()));
  }

  void await(Step<?> step, Outcome.Await await) {
    Instant inactive = owner == Owner.BOT ? facts.now().plus(flow().settings().inactivity()) : null;
    standing.await(step, await, inactive);
    events.add(new Event.Waiting(step.id(), await.until()));
  }

  void handOff(Step<?> step, Outcome.HandOff handOff) {
    events.add(new Event.HandedOff(step.id(), handOff.team(), handOff.reason()));
    owner = Owner.QUEUE;
    standing.handOff(handOff.until());
  }

  /** Without a node that would take it back by itself. */
  void handOffForGood() {
    events.add(new Event.HandedOff(node(), null, "the flow could not go on"));
    owner = Owner.QUEUE;
    standing.handOff(null);
  }

  void end(@Nullable String at, boolean resolved) {
    standing.end();
    events.add(new Event.Ended(at, resolved));
  }

  void fail(String code, String why) {
    events.add(new Event.Failed(node(), code, why));
  }

  Turn turn() {
    return new Turn(
        standing.session(),
        contact,
        events,
        said,
        owner,
        flow().joinWindow(standing.handsToModel()),
        outside.supersedable());
  }

  // What nodes ask and do.

  @Override
  public String node() {
    return standing.node();
  }

  @Override
  public Instant now() {
    return facts.now();
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public String render(Template template) {
    return template.render(scope);
  }

  @Override
  public @Nullable Object evaluate(Expression expression) {
    return value(expression, expression.evaluate(scope));
  }

  @Override
  public @Nullable Object evaluate(Expression expression, String name, Object value) {
    return value(expression, expression.evaluate(scope.with(name, value)));
  }

  private @Nullable Object value(Expression expression, Evaluated evaluated) {
    return switch (evaluated) {
      case Evaluated.Value value -> value.value();
      case Evaluated.Failed failed -> {
        scope.failed(expression, failed);
        yield null;
      }
    };
  }

  @Override
  public @Nullable Object get(String variable) {
    return flow().names().contact().contains(variable)
        ? contact.fields().get(variable)
        : standing.variables().get(variable);
  }

  @Override
  public void set(String variable, @Nullable Object value) {
    Object plain = value == null ? null : io.botflow.node.Values.plain(value);
    if (flow().names().contact().contains(variable)) {
      change(contact.withFields(contact.fields().with(variable, plain)));
    } else {
      Variables next = standing.variables().with(variable, plain);
      if (plain != null && !(plain instanceof Number) && next.size() > limits.variables()) {
        fail(
            "variables_full",
            "\""
                + variable
                + "\" does not fit: the session's variables hold at most "
                + limits.variables()
                + " characters");
        return;
      }
      standing.variables(next);
    }
    events.add(new Event.VariableSet(node(), variable, plain));
  }

  @Override
  public Contact contact() {
    return contact;
  }

  /** What was said about offers is recorded, not changed: a node cannot make up an agreement. */
  @Override
  public void change(Contact changed) {
    if (changed.optedOut() && !contact.optedOut()) {
      consent(Consent.Kind.WITHDRAWN, "The flow took it so at \"" + node() + "\".");
    }
    contact = changed.withOptedOut(contact.optedOut());
    scope.contactChanged();
  }

  @Override
  public void consent(Consent.Kind kind, String evidence) {
    consent(new Consent(kind, facts.now(), Consent.Source.FLOW, evidence));
  }

  void consent(Consent said) {
    events.add(new Event.Consented(said));
    contact = contact.withOptedOut(said.kind() == Consent.Kind.WITHDRAWN);
    scope.contactChanged();
  }

  @Override
  public String language() {
    return flow().language(contact.language());
  }

  @Override
  public ChannelLimits limits() {
    return facts.limits();
  }

  @Override
  public int attempts() {
    return standing.attempts();
  }

  @Override
  public @Nullable Instant wakeAt() {
    return standing.wakeAt();
  }

  @Override
  public Map<String, Object> memo() {
    return standing.memo();
  }

  @Override
  public Memory memory() {
    return standing.memory();
  }

  @Override
  public String said() {
    return text;
  }

  @Override
  public @Nullable String messageId() {
    return answer == null ? null : answer.last().id();
  }

  @Override
  public double share() {
    long bits =
        facts.contact().id().getMostSignificantBits() * 31
            + facts.contact().id().getLeastSignificantBits();
    bits = bits * 31 + node().hashCode();
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return ((bits ^ (bits >>> 31)) >>> 11) * 0x1.0p-53;
  }

  @Override
  public boolean deskOpen(@Nullable String team) {
    return outside.deskOpen(team);
  }

  @Override
  public void say(OutboundMessage message) {
    if (saidTooMuch) {
      return;
    }
    if (said.size() >= limits.messages()) {
      saidTooMuch = true;
      fail("too_many_messages", "a turn says at most " + limits.messages() + " messages");
    } else {
      sayStill(message);
    }
  }

  /** Says it even where the turn has said too much. */
  void sayStill(OutboundMessage message) {
    said.add(message);
    events.add(new Event.Said(node(), message));
    if (flow().remembers()) {
      standing.remember(false, TurnScope.words(message.content()));
    }
  }

  @Override
  public void record(Event event) {
    events.add(event);
  }

  @Override
  public HttpResult call(
      String method,
      String url,
      Map<String, String> headers,
      @Nullable String body,
      @Nullable String credential,
      Duration timeout) {
    return outside.call(method, url, headers, body, credential, timeout);
  }

  @Override
  public ChatReply chat(ChatRequest request) {
    return outside.chat(request);
  }

  @Override
  public void answerWithin(Duration most) {
    outside.answerWithin(most);
  }

  @Override
  public @Nullable String objection(boolean byModel, String text) {
    return outside.objection(byModel, text);
  }

  @Override
  public boolean leads(String port) {
    return flow().leads(node(), port);
  }

  @Override
  public <C> @Nullable C settings(String node, Class<C> type) {
    return flow().settings(node, language(), type);
  }

  @Override
  public void summarize(String summary, int keep) {
    standing.summarize(summary, keep);
  }

  @Override
  public List<Passage> search(String question, List<String> categories, int most) {
    return outside.search(question, categories, most);
  }

  @Override
  public Recollection.Recalled recalled() {
    return outside.recall();
  }
}
