package io.github.bits4j.embedded.transfer.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the addresses of names. The system's own waits cannot be interrupted, so they are another thread's. */
final class NameLookup {

    List<InetAddress> find(String host, Duration limit) throws UnknownHostException, InterruptedException {
        if (host.indexOf(':') >= 0 || host.matches("[0-9.]+")) {
            return List.of(InetAddress.getAllByName(host)); // a literal: nobody is asked
        }
        FutureTask<List<InetAddress>> task = new FutureTask<>(() -> List.of(InetAddress.getAllByName(host)));
        Thread.ofPlatform().daemon().name("bits4j-name-lookup").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(failure.getCause());
            throw unknown;
        } catch (TimeoutException late) {
            UnknownHostException unknown = new UnknownHostException("no address of " + host + " within " + limit);
            unknown.initCause(late);
            throw unknown;
        }
    }
}
