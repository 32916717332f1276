package io.botflow.server.webchat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.http.Allowance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * One open browser window. Until it said who it is, it has no visitor. Messages go out in order,
 * and no more at a time than the window may leave unacknowledged. Thread-safe.
 */
final class Line {
  private final WebChat chat;
  private final Session session;
  private final String address;
  private final Allowance frames;
  private final long opened = System.nanoTime();
  private final ReentrantLock sending = new ReentrantLock();
  private final Deque<WebChatTable.Stored> unseen = new ArrayDeque<>();
  private @Nullable Visitor visitor;
  private long sentTo;
  private volatile boolean behind;
  private volatile long active = opened;

  /**
   * A window that has just come.
   *
   * @param address the network address that it came from
   */
  Line(WebChat chat, Session session, String address) {
    this.chat = chat;
    this.session = session;
    this.address = address;
    this.frames =
        new Allowance(WebChatLimits.FRAME_BURST, WebChatLimits.FRAME_INTERVAL, System::nanoTime);
  }

  WebChat chat() {
    return chat;
  }

  String address() {
    return address;
  }

  /** Who it is; null before it said so. */
  @Nullable Visitor visitor() {
    sending.lock();
    try {
      return visitor;
    } finally {
      sending.unlock();
    }
  }

  /** It said who it is, and which message is the last that it has. */
  void greet(Visitor known, long from) {
    sending.lock();
    try {
      visitor = known;
      sentTo = from;
    } finally {
      sending.unlock();
    }
  }

  /** A frame came; false where these are too many. */
  boolean mayGoOn() {
    return frames.use(this).isZero();
  }

  /** The visitor did something. */
  void isActive() {
    active = System.nanoTime();
  }

  /** Since when it did not say who it is, or did nothing at all. */
  long opened() {
    return opened;
  }

  long active() {
    return active;
  }

  /** The number of the last message that went out; null where no more may go out now. */
  @Nullable Long wantsAfter() {
    sending.lock();
    try {
      return visitor == null || unseen.size() >= WebChatLimits.WINDOW ? null : sentTo;
    } finally {
      sending.unlock();
    }
  }

  /** Sends what is new; on a thread that may wait for the database. */
  void deliver(WebChatTable table) {
    behind = true;
    while (behind && sending.tryLock()) {
      try {
        behind = false;
        Visitor known = visitor;
        int room = WebChatLimits.WINDOW - unseen.size();
        if (known != null && room > 0) {
          for (WebChatTable.Stored stored : table.after(chat.organization(), known, sentTo, room)) {
            ObjectNode message = JsonNodeFactory.instance.objectNode();
            message
                .putObject("message")
                .put("number", stored.number())
                .set("content", BrowserMessage.of(stored.content()));
            unseen.add(stored);
            sentTo = stored.number();
            send(message);
          }
        }
      } finally {
        sending.unlock();
      }
    }
  }

  /** The messages up to this number that were not acknowledged yet. */
  List<UUID> unseenUpTo(long number) {
    sending.lock();
    try {
      List<UUID> ids = new ArrayList<>();
      for (WebChatTable.Stored one : unseen) {
        if (one.number() <= number) {
          ids.add(one.id());
        }
      }
      return ids;
    } finally {
      sending.unlock();
    }
  }

  /** They are acknowledged. */
  void seen(long number) {
    sending.lock();
    try {
      unseen.removeIf(one -> one.number() <= number);
    } finally {
      sending.unlock();
    }
  }

  /**
   * Sends without waiting; a browser that is gone does not hear it, and asks again when it is back.
   */
  void send(ObjectNode frame) {
    session.sendText(frame.toString(), Callback.NOOP);
  }

  void ping() {
    session.sendPing(java.nio.ByteBuffer.allocate(0), Callback.NOOP);
  }

  void close(Goodbye why) {
    session.close(why.code(), why.text(), Callback.NOOP);
  }
}
