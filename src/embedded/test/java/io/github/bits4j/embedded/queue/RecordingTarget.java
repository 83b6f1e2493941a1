package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes down the calls, and whatever the contract forbids. */
class RecordingTarget implements NotifyTarget {
    /**
     * "transferred", "error", "file:" and the local name's end, "ranges:" and the ranges too, "released"; modifications are only
     * counted.
     */
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger modifications = new AtomicInteger();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Function<String, Integer> answer = _ -> HResult.S_OK;
    private volatile boolean released;

    RecordingTarget answering(Function<String, Integer> hresult) {
        answer = hresult;
        return this;
    }

    private int call(String name) {
        if (released || !busy.compareAndSet(false, true)) {
            violations.add(name + (released ? " after release" : " during another call"));
            return HResult.S_OK;
        }
        try {
            if (name.equals("modified")) {
                modifications.incrementAndGet();
            } else {
                calls.add(name);
            }
            return answer.apply(name);
        } finally {
            busy.set(false);
        }
    }

    @Override
    public int jobTransferred(Job job) {
        return call("transferred");
    }

    @Override
    public int jobError(Job job, JobError error) {
        return call("error");
    }

    @Override
    public int jobModification(Job job) {
        return call("modified");
    }

    @Override
    public int fileTransferred(Job job, JobFile file) {
        return call("file:" + file.localName().substring(file.localName().length() - 1));
    }

    @Override
    public int fileRangesTransferred(Job job, JobFile file, List<FileRange> ranges) {
        return call("ranges:" + file.localName().substring(file.localName().length() - 1) + ranges.stream()
                .map(range -> " " + range.offset() + "+" + range.length()).collect(Collectors.joining()));
    }

    @Override
    public void release() {
        if (released || busy.get()) {
            violations.add("release " + (released ? "again" : "during a call"));
        }
        released = true;
        calls.add("released");
    }
}
