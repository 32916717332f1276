package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Section;
import io.botflow.spi.Channel;
import io.botflow.spi.Lease;
import io.botflow.spi.Relation;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Channel} does, whatever network is behind it. */
public abstract class ChannelContract {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(5);

  private long numbers;

  /** The channel of this test, with its network reachable. */
  protected abstract Channel channel();

  /** An address of it that is connected. */
  protected abstract ChannelAddress from();

  /** A customer who can be reached. */
  protected abstract ChannelUser to();

  /**
   * What reached the customer so far, in order: for each message all its words in one text. Waits
   * until each of these texts is part of one, where the network takes its time.
   */
  protected abstract List<String> arrived(List<String> awaited) throws Exception;

  /**
   * How many customers there are, each with a conversation: one, or several where the channel
   * relies on what the outbox keeps, that a conversation's messages come one by one.
   */
  protected int customers() {
    return 1;
  }

  /** One of several customers, from 0. */
  protected ChannelUser to(int customer) {
    return to();
  }

  /** What reached one of several customers, as {@link #arrived(List)}. */
  protected List<String> arrived(int customer, List<String> awaited) throws Exception {
    return arrived(awaited);
  }

  /** From now on nothing can be sent. */
  protected abstract void cutOff();

  /** Our id of the channel's account. */
  protected UUID account() {
    return new UUID(1, 2);
  }

  /** Whose it is. */
  protected UUID organization() {
    return new UUID(1, 1);
  }

  /** The conversation with a customer, as the store knows it. */
  protected UUID conversation(int customer) {
    return new UUID(2, customer);
  }

  /** A message as the outbox hands it over; a host may have to make it durable first. */
  protected Sending sending(int customer, MessageContent content, Duration lease) {
    long number;
    synchronized (this) {
      number = ++numbers;
    }
    return new Sending(
        UUID.randomUUID(),
        organization(),
        account(),
        conversation(customer),
        from(),
        to(customer),
        new OutboundMessage(content),
        number,
        1,
        Relation.heardAt(NOW),
        Lease.from(NOW, lease));
  }

  private Sending sending(String text) {
    return sending(0, new MessageContent.Text(text), LEASE);
  }

  @Test
  void itsNameIsThatOfItsAddresses() {
    assertThat(channel().name()).isNotBlank().isEqualTo(from().channel());
    assertThat(channel().pace().perSecond()).isPositive();
    ChannelLimits limits = channel().limits();
    assertThat(limits.textLength()).isPositive();
    assertThat(limits.buttons() == 0 || limits.buttonTitleLength() > 0).isTrue();
    assertThat(limits.rows() == 0 || limits.rowTitleLength() > 0).isTrue();
  }

  @Test
  void whatItFitsKeepsItsLimitsAndStaysAsItIs() {
    ChannelLimits limits = channel().limits();
    for (MessageContent content : ContentSamples.all()) {
      List<MessageContent> pieces = channel().fit(content);
      assertThat(pieces).as("%s", content).isNotEmpty();
      for (MessageContent piece : pieces) {
        assertThat(channel().fit(piece)).as("fitted once more").containsExactly(piece);
        assertThat(keeps(piece, limits)).as("%s is within %s", piece, limits).isTrue();
      }
    }
  }

  @Test
  void noWordOfAMenuIsLost() {
    for (MessageContent content : ContentSamples.menus()) {
      String words = words(channel().fit(content));
      for (String word : words(List.of(content)).split("\\s+", -1)) {
        assertThat(words).as("%s", content).contains(word);
      }
    }
  }

  @Test
  void everyKindArrivesOnceAndInOrder() throws Exception {
    for (MessageContent content : ContentSamples.all()) {
      for (MessageContent piece : channel().fit(content)) {
        SendResult result = channel().send(sending(0, piece, LEASE));
        assertThat(result).as("%s", piece).isInstanceOf(SendResult.Accepted.class);
      }
    }
    assertThat(channel().send(sending("The last one"))).isInstanceOf(SendResult.Accepted.class);
    List<String> arrived = arrived(List.of("The last one"));
    assertThat(arrived.get(arrived.size() - 1)).contains("The last one");
    assertThat(arrived).filteredOn(text -> text.contains("Where are you?")).hasSize(1);
    assertThat(indexOf(arrived, "Pay here")).isLessThan(indexOf(arrived, "Where are you?"));
  }

  @Test
  void whoseLeaseIsOverIsNotSent() throws Exception {
    SendResult late =
        channel().send(sending(0, new MessageContent.Text("Too late"), Duration.ZERO));
    assertThat(late).isInstanceOf(SendResult.RetryAfter.class);
    assertThat(channel().send(sending("In time"))).isInstanceOf(SendResult.Accepted.class);
    assertThat(arrived(List.of("In time"))).singleElement().asString().contains("In time");
  }

  @Test
  void itThrowsNothingAndClaimsNothingWhereItsNetworkIsAway() throws Exception {
    cutOff();
    SendResult result = channel().send(sending("Is anybody there?"));
    assertThat(result).isInstanceOfAny(SendResult.RetryAfter.class, SendResult.Unknown.class);
    channel().typing(from(), to(), "m1");
    assertThat(arrived(List.of())).isEmpty();
  }

  @Test
  void manyMaySendAtTheSameTime() throws Exception {
    // One customer's all at once; several customers' at once, and each one's one by one.
    boolean together = customers() == 1;
    int lines = together ? 16 : customers();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<SendResult>>> work = new ArrayList<>();
      for (int line = 0; line < lines; line++) {
        List<Sending> sendings = new ArrayList<>();
        for (String text : together ? List.of(numbered(line)) : NUMBERED) {
          sendings.add(sending(together ? 0 : line, new MessageContent.Text(text), LEASE));
        }
        work.add(() -> sendings.stream().map(channel()::send).toList());
      }
      for (Future<List<SendResult>> results : threads.invokeAll(work)) {
        assertThat(results.get())
            .allSatisfy(result -> assertThat(result).isInstanceOf(SendResult.Accepted.class));
      }
    }
    for (int customer = 0; customer < customers(); customer++) {
      List<String> arrived = arrived(customer, NUMBERED);
      for (String text : NUMBERED) {
        assertThat(arrived).filteredOn(one -> one.contains(text)).as(text).hasSize(1);
      }
      if (!together) {
        for (int i = 1; i < NUMBERED.size(); i++) {
          assertThat(indexOf(arrived, numbered(i - 1))).isLessThan(indexOf(arrived, numbered(i)));
        }
      }
    }
  }

  private static final List<String> NUMBERED =
      IntStream.range(0, 16).mapToObj(ChannelContract::numbered).toList();

  private static String numbered(int number) {
    return "Message number " + number + ".";
  }

  private static int indexOf(List<String> arrived, String words) {
    for (int i = 0; i < arrived.size(); i++) {
      if (arrived.get(i).contains(words)) {
        return i;
      }
    }
    throw new AssertionError("nothing arrived with \"" + words + "\": " + arrived);
  }

  private static boolean keeps(MessageContent content, ChannelLimits limits) {
    return switch (content) {
      case MessageContent.Text text -> text.body().length() <= limits.textLength();
      case MessageContent.Buttons buttons ->
          buttons.options().size() <= limits.buttons()
              && buttons.body().length() <= limits.bodyLength()
              && buttons.options().stream()
                  .allMatch(option -> option.title().length() <= limits.buttonTitleLength());
      case MessageContent.ListMenu list ->
          list.sections().stream().mapToInt(section -> section.rows().size()).sum() <= limits.rows()
              && list.body().length() <= limits.bodyLength();
      case MessageContent.Media media ->
          media.caption() == null || media.caption().length() <= limits.captionLength();
      default -> true;
    };
  }

  private static String words(List<MessageContent> pieces) {
    StringBuilder words = new StringBuilder();
    for (MessageContent piece : pieces) {
      switch (piece) {
        case MessageContent.Text text -> words.append(text.body());
        case MessageContent.Buttons buttons -> {
          words.append(buttons.body());
          buttons.options().forEach(option -> words.append(' ').append(option.title()));
        }
        case MessageContent.ListMenu list -> {
          words.append(list.body());
          list.sections().stream()
              .map(Section::rows)
              .flatMap(List::stream)
              .forEach(option -> words.append(' ').append(option.title()));
        }
        default -> {}
      }
      words.append(' ');
    }
    return words.toString();
  }
}
