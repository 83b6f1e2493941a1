package io.github.bits4j.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A file on a {@link LoopbackServer}: its content, and the faults that its requests get.
 *
 * <p>Requests are counted from 1 on; only a GET counts, since BITS asks by HEAD first and the embedded service does not. HEAD
 * gets what {@link #always} says. A request gets all faults that are meant for it; of two that contradict each other, the one
 * that was said later.
 */
public final class ServedFile {
    /** What one request gets. */
    record Answer(FileVersion version, FaultPlan plan) {}

    private record Rule(long first, long last, List<Fault> faults) {
        boolean isFor(long request) {
            return first <= request && request <= last;
        }
    }

    private final URI uri;
    private final Object guard = new Object();
    private final List<Rule> rules = new ArrayList<>();
    private FileVersion version;
    private int requests;

    ServedFile(URI uri, byte[] content) {
        this.uri = uri;
        this.version = new FileVersion(content.clone(), 1);
    }

    /** Where to download it from. */
    public URI uri() {
        return uri;
    }

    /** What is in it now. */
    public byte[] content() {
        synchronized (guard) {
            return version.content().clone();
        }
    }

    /** Replaces the content; ETag and Last-Modified become others too. Responses under way go on with the old one. */
    public ServedFile changeContent(byte[] content) {
        synchronized (guard) {
            version = new FileVersion(content.clone(), version.number() + 1);
        }
        return this;
    }

    /** The faults of one request, of which the first has number 1. */
    public ServedFile onRequest(int number, Fault... faults) {
        return add(positive("number", number), number, faults);
    }

    /** The faults of the next so many requests. */
    public ServedFile onNext(int count, Fault... faults) {
        synchronized (guard) {
            return add(requests + 1L, requests + (long) positive("count", count), faults);
        }
    }

    /** The faults of all requests from now on. */
    public ServedFile always(Fault... faults) {
        return add(0, Long.MAX_VALUE, faults);
    }

    /** No faults any more, neither now nor later. */
    public ServedFile recover() {
        synchronized (guard) {
            rules.clear();
        }
        return this;
    }

    /** How many requests there have been. */
    public int requests() {
        synchronized (guard) {
            return requests;
        }
    }

    private ServedFile add(long first, long last, Fault... faults) {
        Rule rule = new Rule(first, last, List.of(faults));
        synchronized (guard) {
            rules.add(rule);
        }
        return this;
    }

    private static int positive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + number);
        }
        return number;
    }

    Answer answer(LoggedRequest request) {
        synchronized (guard) {
            // Rules for single requests begin at 1.
            long number = request.method().equals("GET") ? ++requests : 0;
            List<Fault> faults = rules.stream().filter(rule -> rule.isFor(number))
                    .flatMap(rule -> rule.faults().stream()).toList();
            return new Answer(version, new FaultPlan(faults));
        }
    }

    /** Its address. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
