package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job's command line, by IBackgroundCopyJob2. */
final class JobCommandLine {
    private static final String INTERFACE = "IBackgroundCopyJob2";

    private final Connection connection;
    private final NewerInterfaces interfaces;

    JobCommandLine(Connection connection, NewerInterfaces interfaces) {
        this.connection = connection;
        this.interfaces = interfaces;
    }

    private ComPointer pointer() {
        return interfaces.require(INTERFACE, InterfaceIds.IBACKGROUND_COPY_JOB2);
    }

    void set(NotifyCommandLine line) {
        set(line.program().toString(), line.parameters().orElse(null));
    }

    void clear() {
        set(null, null);
    }

    private void set(@Nullable String program, @Nullable String parameters) {
        connection.call(pointer(), (vtable, self, arena) -> ComException.check(
                IBackgroundCopyJob2Vtbl.SetNotifyCmdLine.invoke(IBackgroundCopyJob2Vtbl.SetNotifyCmdLine(vtable), self,
                        WideString.allocate(arena, program), WideString.allocate(arena, parameters)),
                INTERFACE + "::SetNotifyCmdLine"));
    }

    Optional<NotifyCommandLine> get() {
        return connection.call(pointer(), (vtable, self, arena) -> {
            MemorySegment program = arena.allocate(bits_h.C_POINTER);
            MemorySegment parameters = arena.allocate(bits_h.C_POINTER);
            ComException.check(IBackgroundCopyJob2Vtbl.GetNotifyCmdLine.invoke(
                    IBackgroundCopyJob2Vtbl.GetNotifyCmdLine(vtable), self, program, parameters),
                    INTERFACE + "::GetNotifyCmdLine");
            return commandLine(take(program), take(parameters));
        });
    }

    /** Empty for none. */
    private static String take(MemorySegment out) {
        return TaskMemory.takeString(out.get(bits_h.C_POINTER, 0));
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
