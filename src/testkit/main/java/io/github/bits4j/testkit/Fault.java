package io.github.bits4j.testkit;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A way in which a response differs from a good server's. A {@link ServedFile} is told which of its requests get it; a request
 * may get several, such as a delay and a cut.
 */
public final class Fault {
    private final String name;
    private final Consumer<FaultPlan> effect;

    private Fault(String name, Consumer<FaultPlan> effect) {
        this.name = name;
        this.effect = effect;
    }

    /** Answers with this status and no content. */
    public static Fault status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 599: " + status);
        }
        return new Fault("status " + status, plan -> plan.status = status);
    }

    /** Answers with status 302 and this Location, which may be relative. */
    public static Fault redirect(URI location) {
        Objects.requireNonNull(location, "location");
        return new Fault("redirect to " + location, plan -> {
            plan.status = 302;
            plan.headers.put("Location", Optional.of(location.toString()));
        });
    }

    /** Closes the connection without an answer. */
    public static Fault dropConnection() {
        return new Fault("no answer", plan -> plan.dropped = true);
    }

    /** Sends so much of the body, of which the length was announced in full, and closes the connection. */
    public static Fault cutAfter(long bytes) {
        long checked = notNegative("bytes", bytes);
        return new Fault("cut after " + bytes + " bytes", plan -> plan.cut = Math.min(plan.cut, checked));
    }

    /** Sends so much of the body, or all if it is not longer, and nothing more until the gate is opened. */
    public static Fault holdAfter(long bytes, Gate gate) {
        FaultPlan.Hold hold = new FaultPlan.Hold(notNegative("bytes", bytes), Objects.requireNonNull(gate, "gate"));
        return new Fault("hold after " + bytes + " bytes", plan -> plan.holds.add(hold));
    }

    /** Lets so much time pass, which is real time, before it answers. */
    public static Fault delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative: " + delay);
        }
        return new Fault("delay of " + delay, plan -> plan.delay = plan.delay.plus(delay));
    }

    /** Sends so many bytes more than Content-Length announces. */
    public static Fault surplus(int bytes) {
        int checked = (int) notNegative("bytes", bytes);
        return new Fault(bytes + " bytes too many", plan -> plan.surplus = checked);
    }

    /** Leaves Content-Length out: the end of the connection is the end of the body. */
    public static Fault withoutContentLength() {
        return withoutHeader("Content-Length");
    }

    /** Answers a range request with the whole file, as a server does that has no ranges. */
    public static Fault withoutRanges() {
        return new Fault("no ranges", plan -> plan.ranges = false);
    }

    /** Answers a range request with this Content-Range, such as {@code bytes 5-9/10}, whatever range follows. */
    public static Fault contentRange(String value) {
        Objects.requireNonNull(value, "value");
        return new Fault("Content-Range " + value, plan -> plan.contentRange = value);
    }

    /** Answers with this header, in place of the one of that name if the response has it. */
    public static Fault header(String name, String value) {
        if ((name + value).chars().anyMatch(character -> character < ' ' || character > 0xFF)) {
            throw new IllegalArgumentException("a header has Latin-1 characters and no line ends: " + name + ": " + value);
        }
        return new Fault(name + ": " + value, plan -> plan.headers.put(name, Optional.of(value)));
    }

    /** Leaves the header out, such as ETag. */
    public static Fault withoutHeader(String name) {
        Objects.requireNonNull(name, "name");
        return new Fault("no " + name, plan -> plan.headers.put(name, Optional.empty()));
    }

    void apply(FaultPlan plan) {
        effect.accept(plan);
    }

    /** What it does. */
    @Override
    public String toString() {
        return name;
    }

    private static long notNegative(String name, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + number);
        }
        return number;
    }
}
