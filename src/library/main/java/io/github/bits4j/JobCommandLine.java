package io.github.bits4j;

import static io.github.bits4j.ServiceInterface.takeString;
import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;

import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl.*;
import io.github.bits4j.com.WideString;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job's command line, by IBackgroundCopyJob2. */
final class JobCommandLine {
    private final ServiceInterface job2;

    JobCommandLine(NewerInterfaces interfaces) {
        this.job2 = interfaces.methods("IBackgroundCopyJob2", InterfaceIds.IBACKGROUND_COPY_JOB2);
    }

    void set(NotifyCommandLine line) {
        set(line.program().toString(), line.parameters().orElse(null));
    }

    void clear() {
        set(null, null);
    }

    private void set(@Nullable String program, @Nullable String parameters) {
        job2.run("SetNotifyCmdLine", IBackgroundCopyJob2Vtbl::SetNotifyCmdLine, (function, self, arena) ->
                SetNotifyCmdLine.invoke(function, self,
                        WideString.allocate(arena, program), WideString.allocate(arena, parameters)));
    }

    Optional<NotifyCommandLine> get() {
        return job2.get("GetNotifyCmdLine", IBackgroundCopyJob2Vtbl::GetNotifyCmdLine,
                (function, self, out) -> GetNotifyCmdLine.invoke(function, self, out, out.asSlice(C_POINTER.byteSize())),
                arena -> arena.allocate(C_POINTER, 2),
                out -> commandLine(takeString(out), takeString(out.asSlice(C_POINTER.byteSize()))));
    }

    private static Optional<NotifyCommandLine> commandLine(String program, String parameters) {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NotifyCommandLine(Path.of(program), parameters));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the job's command line names no absolute path as program: " + program, e);
        }
    }
}
