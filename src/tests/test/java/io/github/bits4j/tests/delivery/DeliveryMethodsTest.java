package io.github.bits4j.tests.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobHttpOptions;
import io.github.bits4j.JobNetwork;
import io.github.bits4j.JobOwnership;
import io.github.bits4j.JobProperties;
import io.github.bits4j.JobReply;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.com.HResult;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Each method of jobs, files and their views on Delivery Optimization: those that it does not have are in a table. */
class DeliveryMethodsTest extends DeliveryTest {
    /** These end a job, wait for its end, or ask the service when they are used; all of them have tests of their own. */
    private static final Set<String> ELSEWHERE =
            Set.of("resume", "suspend", "complete", "cancel", "close", "whenTransferred", "openChannel", "events");

    @Test
    void what_is_not_there_says_so_and_all_else_works() throws Exception {
        Assumptions.assumeTrue(service.isEmbedded(), "what an earlier or a later Windows has is not known");
        Map<String, String> refused = new TreeMap<>();
        for (Class<?> type : List.of(BackgroundCopyJob.class, BackgroundCopyFile.class, JobNetwork.class, JobHttpOptions.class,
                JobProperties.class, JobOwnership.class, JobReply.class)) {
            for (Method method : methods(type)) {
                String name = type.getSimpleName() + "." + method.getName();
                String outcome = call(type, method);
                assertThat(refused.getOrDefault(name, outcome)).as(name).isEqualTo(outcome);
                refused.put(name, outcome);
            }
        }
        assertThat(refused).hasSizeGreaterThan(100);
        refused.values().removeIf("S_OK"::equals);
        assertThat(refused).isEqualTo(table());
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() == type && !ELSEWHERE.contains(method.getName())).toList();
    }

    /** S_OK, the interface that is not there, or the HRESULT. */
    private String call(Class<?> type, Method method) throws IllegalAccessException {
        BackgroundCopyJob job = session.job(served(), "file-" + UUID.randomUUID());
        BackgroundCopyFile file = file(job);
        Object target = Stream.of(job, file, job.network(), job.http(), job.properties(), job.ownership(), job.reply())
                .filter(type::isInstance).findFirst().orElseThrow();
        SampleArguments arguments = new SampleArguments(served().uri(), local("other-" + UUID.randomUUID()), file);
        try {
            method.invoke(target, arguments.of(method));
            return "S_OK";
        } catch (InvocationTargetException thrown) {
            return switch (thrown.getCause()) {
                case UnsupportedInterfaceException e -> e.interfaceName();
                case BackgroundCopyException e -> HResult.name(e.hresult());
                default -> throw new AssertionError(method.toString(), thrown.getCause());
            };
        } finally {
            job.clearNotifyInterface();
            job.cancel();
        }
    }

    private static Map<String, String> table() {
        Map<String, String> table = new TreeMap<>();
        String reason = "";
        for (String line : read().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
            if (line.startsWith("[")) {
                reason = line.substring(1, line.length() - 1);
                continue;
            }
            String[] parts = line.split(": *", 2);
            for (String method : parts[1].split(" +")) {
                assertThat(table.put(parts[0] + "." + method, reason)).as("twice: " + method).isNull();
            }
        }
        return table;
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(DeliveryMethodsTest.class.getResourceAsStream("methods-not-there.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
