package io.botflow.server.bot;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a bot is for. WhatsApp's terms allow bots with a business task and no general-purpose
 * assistants, so that each has one; it brings a template and the figure that success is read from.
 */
public enum TaskType {
  BOOKING(
      "Booking",
      "Makes, moves and confirms appointments.",
      "booking",
      "Bookings made, of all conversations"),
  ORDER_TRACKING(
      "Order tracking",
      "Says where an order is and takes complaints.",
      "order-tracking",
      "Questions answered without a person"),
  FAQ(
      "Questions and answers",
      "Answers questions from the knowledge base.",
      "faq",
      "Questions answered without a person"),
  LEAD_GENERATION(
      "Lead generation",
      "Asks prospects a few questions and rates the answers.",
      "lead-generation",
      "Leads handed over, of all conversations"),
  CUSTOM("Something else", "Whatever its flow does.", null, "Conversations that reach an end");

  private final String title;
  private final String description;
  private final @Nullable String template;
  private final String goal;

  TaskType(String title, String description, @Nullable String template, String goal) {
    this.title = title;
    this.description = description;
    this.template = template;
    this.goal = goal;
  }

  /**
   * As people see it.
   *
   * @param id {@code order_tracking}
   * @param template the name of the template that suits it; null for none
   * @param goal what success is read from
   */
  record TaskTypeView(
      String id, String name, String description, @Nullable String template, String goal) {}

  TaskTypeView view() {
    return new TaskTypeView(text(), title, description, template, goal);
  }

  /** The type with this text, one of those of {@link #text}. */
  public static TaskType of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** What success is read from, for people. */
  public String goal() {
    return goal;
  }

  /** As it is written in JSON and in the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static boolean isOne(String text) {
    return Arrays.stream(values()).anyMatch(type -> type.text().equals(text));
  }
}
