package io.github.bits4j.tests.delivery;

import io.github.bits4j.AuthScheme;
import io.github.bits4j.AuthTarget;
import io.github.bits4j.BackgroundCopyCallback;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.Credentials;
import io.github.bits4j.FileInfo;
import io.github.bits4j.FileRange;
import io.github.bits4j.HttpSecurity;
import io.github.bits4j.JobListener;
import io.github.bits4j.JobTransferPolicy;
import io.github.bits4j.NotifyCommandLine;
import io.github.bits4j.NotifyOptions;
import io.github.bits4j.ProxySettings;
import io.github.bits4j.ServerCertificateCheck;
import io.github.bits4j.tests.support.Recorder;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Arguments that the typed API takes, so that the service is asked. */
record SampleArguments(URI remote, Path local, BackgroundCopyFile file) {

    Object[] of(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(type -> of(method, type)).toArray();
    }

    private Object of(Method method, Class<?> type) {
        if (type == List.class) {
            return method.getName().equals("addFiles") ? List.of(new FileInfo(remote, local)) : List.of(FileRange.of(1, 1));
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        Map<Class<?>, Object> samples = Map.ofEntries(
                Map.entry(long.class, 1L),
                Map.entry(boolean.class, true),
                Map.entry(String.class, "GET"),
                Map.entry(byte[].class, new byte[20]),
                Map.entry(URI.class, remote),
                Map.entry(Path.class, local),
                Map.entry(Duration.class, Duration.ofMinutes(1)),
                Map.entry(UUID.class, new UUID(1, 2)),
                Map.entry(Set.class, Set.of()),
                Map.entry(Map.class, Map.of("A", List.of("b"))),
                Map.entry(MemorySegment.class, MemorySegment.NULL),
                Map.entry(BackgroundCopyFile.class, file),
                Map.entry(BackgroundCopyCallback.class, new Recorder()),
                Map.entry(JobListener.class, (JobListener) _ -> {}),
                Map.entry(NotifyOptions.class, NotifyOptions.defaults()),
                Map.entry(NotifyCommandLine.class, new NotifyCommandLine(local, Optional.empty())),
                Map.entry(JobTransferPolicy.class, JobTransferPolicy.ALWAYS),
                Map.entry(ProxySettings.class, ProxySettings.none()),
                Map.entry(Credentials.class, Credentials.implicit(AuthTarget.SERVER, AuthScheme.NEGOTIATE)),
                Map.entry(HttpSecurity.class, HttpSecurity.defaults()),
                Map.entry(ServerCertificateCheck.class, (ServerCertificateCheck) (_, _, _) -> {}));
        Object sample = samples.get(type);
        if (sample == null) {
            throw new AssertionError("no sample of " + type + " for " + method);
        }
        return sample;
    }
}
