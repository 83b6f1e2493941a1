package io.github.bits4j;

import io.github.bits4j.bindings.bits.BG_JOB_REPLY_PROGRESS;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reply to a job's upload, by IBackgroundCopyJob2. */
final class JobReply {
    private static final String INTERFACE = "IBackgroundCopyJob2";

    private final Connection connection;
    private final NewerInterfaces interfaces;

    JobReply(Connection connection, NewerInterfaces interfaces) {
        this.connection = connection;
        this.interfaces = interfaces;
    }

    private ComPointer pointer() {
        return interfaces.require(INTERFACE, InterfaceIds.IBACKGROUND_COPY_JOB2);
    }

    void setFileName(@Nullable String name) {
        connection.call(pointer(), (vtable, self, arena) -> ComException.check(
                IBackgroundCopyJob2Vtbl.SetReplyFileName.invoke(IBackgroundCopyJob2Vtbl.SetReplyFileName(vtable), self,
                        WideString.allocate(arena, name)),
                INTERFACE + "::SetReplyFileName"));
    }

    Optional<Path> fileName() {
        return connection.call(pointer(), (vtable, self, arena) -> {
            MemorySegment out = arena.allocate(bits_h.C_POINTER);
            ComException.check(
                    IBackgroundCopyJob2Vtbl.GetReplyFileName.invoke(
                            IBackgroundCopyJob2Vtbl.GetReplyFileName(vtable), self, out),
                    INTERFACE + "::GetReplyFileName");
            String name = TaskMemory.takeString(out.get(bits_h.C_POINTER, 0));
            return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
        });
    }

    ReplyProgress progress() {
        return connection.call(pointer(), (vtable, self, arena) -> {
            MemorySegment progress = BG_JOB_REPLY_PROGRESS.allocate(arena);
            ComException.check(
                    IBackgroundCopyJob2Vtbl.GetReplyProgress.invoke(
                            IBackgroundCopyJob2Vtbl.GetReplyProgress(vtable), self, progress),
                    INTERFACE + "::GetReplyProgress");
            return ReplyProgress.read(progress);
        });
    }

    Optional<byte[]> data() {
        return connection.call(pointer(), (vtable, self, arena) -> {
            MemorySegment buffer = arena.allocate(bits_h.C_POINTER);
            MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
            ComException.check(
                    IBackgroundCopyJob2Vtbl.GetReplyData.invoke(
                            IBackgroundCopyJob2Vtbl.GetReplyData(vtable), self, buffer, length),
                    INTERFACE + "::GetReplyData");
            MemorySegment data = buffer.get(bits_h.C_POINTER, 0);
            return data.address() == 0
                    ? Optional.empty()
                    : Optional.of(TaskMemory.takeBytes(data, length.get(ValueLayout.JAVA_LONG, 0)));
        });
    }
}
