package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.bits.BG_FILE_INFO;
import io.github.bits4j.bindings.bits.BG_JOB_PROGRESS;
import io.github.bits4j.bindings.bits.BG_JOB_TIMES;
import io.github.bits4j.bindings.com.FILETIME;
import io.github.bits4j.bindings.com.GUID;
import io.github.bits4j.com.Guid;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** What is passed to each slot of IBackgroundCopyJob. */
public class JobCalls {
    /** A success code by which a callback is known again. */
    static final int NOTIFICATION_ANSWER = 0x00200A00;

    public Exchange addFileSet(Frame f) {
        int count = 3;
        MemorySegment files = BG_FILE_INFO.allocateArray(count, f.arena);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String remote = Values.text("addFileSet", "remote" + i);
            String local = Values.text("addFileSet", "local" + i);
            BG_FILE_INFO.RemoteName(BG_FILE_INFO.asSlice(files, i), f.string(remote));
            BG_FILE_INFO.LocalName(BG_FILE_INFO.asSlice(files, i), f.string(local));
            names.addAll(List.of(remote, local));
        }
        return passing(count, files).arriving(count, names);
    }

    public Exchange addFile(Frame f) {
        return f.textsIn("addFile");
    }

    public Exchange enumFiles(Frame f) {
        return f.objectOut(files -> assertThat(Ask.count(files)).isEqualTo(2));
    }

    public Exchange suspend(Frame f) {
        return f.nothing();
    }

    public Exchange resume(Frame f) {
        return f.nothing();
    }

    public Exchange cancel(Frame f) {
        return f.nothing();
    }

    public Exchange complete(Frame f) {
        return f.nothing();
    }

    public Exchange getId(Frame f) {
        MemorySegment out = f.out(GUID.layout());
        return passing(out).giving(() -> assertThat(Guid.read(out)).isEqualTo(Values.guid("getId")));
    }

    public Exchange getType(Frame f) {
        return f.intOut(2);
    }

    public Exchange getProgress(Frame f) {
        MemorySegment out = f.out(BG_JOB_PROGRESS.layout());
        return passing(out).giving(() -> {
            assertThat(BG_JOB_PROGRESS.BytesTotal(out)).isEqualTo(Values.wide("getProgress", 1));
            assertThat(BG_JOB_PROGRESS.BytesTransferred(out)).isEqualTo(Values.wide("getProgress", 2));
            assertThat(BG_JOB_PROGRESS.FilesTotal(out)).isEqualTo(0x80000003);
            assertThat(BG_JOB_PROGRESS.FilesTransferred(out)).isEqualTo(0x80000004);
        });
    }

    public Exchange getTimes(Frame f) {
        MemorySegment out = f.out(BG_JOB_TIMES.layout());
        return passing(out).giving(() -> {
            assertTime(BG_JOB_TIMES.CreationTime(out), 1);
            assertTime(BG_JOB_TIMES.ModificationTime(out), 2);
            assertTime(BG_JOB_TIMES.TransferCompletionTime(out), 3);
        });
    }

    private static void assertTime(MemorySegment time, int index) {
        assertThat(FILETIME.dwLowDateTime(time)).isEqualTo(Values.number("low") + index);
        assertThat(FILETIME.dwHighDateTime(time)).isEqualTo(Values.number("high") + index);
    }

    public Exchange getState(Frame f) {
        return f.intOut(6);
    }

    public Exchange getError(Frame f) {
        return f.objectOut(error -> assertThat(Ask.errorCode(error)).isEqualTo(0x80190194));
    }

    public Exchange getOwner(Frame f) {
        return f.textOut("getOwner");
    }

    public Exchange setDisplayName(Frame f) {
        return f.textIn("setDisplayName");
    }

    public Exchange getDisplayName(Frame f) {
        return f.textOut("getDisplayName");
    }

    public Exchange setDescription(Frame f) {
        return f.textIn("setDescription");
    }

    public Exchange getDescription(Frame f) {
        return f.textOut("getDescription");
    }

    public Exchange setPriority(Frame f) {
        return f.intIn(3);
    }

    public Exchange getPriority(Frame f) {
        return f.intOut(3);
    }

    public Exchange setNotifyFlags(Frame f) {
        return f.intIn(0xFEDCBA98);
    }

    public Exchange getNotifyFlags(Frame f) {
        return f.intOut(Values.number("getNotifyFlags"));
    }

    public Exchange setNotifyInterface(Frame f) {
        return passing(f.own(new CallbackTarget(NOTIFICATION_ANSWER))).arriving(NOTIFICATION_ANSWER);
    }

    public Exchange getNotifyInterface(Frame f) {
        return f.objectOut(callback -> assertThat(Ask.notification(callback)).isEqualTo(NOTIFICATION_ANSWER + 1));
    }

    public Exchange setMinimumRetryDelay(Frame f) {
        return f.intIn(0xFEDCBA97);
    }

    public Exchange getMinimumRetryDelay(Frame f) {
        return f.intOut(Values.number("getMinimumRetryDelay"));
    }

    public Exchange setNoProgressTimeout(Frame f) {
        return f.intIn(0xFEDCBA96);
    }

    public Exchange getNoProgressTimeout(Frame f) {
        return f.intOut(Values.number("getNoProgressTimeout"));
    }

    public Exchange getErrorCount(Frame f) {
        return f.intOut(Values.number("getErrorCount"));
    }

    public Exchange setProxySettings(Frame f) {
        String list = Values.text("setProxySettings", "list");
        String bypass = Values.text("setProxySettings", "bypass");
        return passing(2, f.string(list), f.string(bypass)).arriving(2, list, bypass);
    }

    public Exchange getProxySettings(Frame f) {
        MemorySegment usage = f.out(JAVA_INT);
        MemorySegment list = f.outPointer();
        MemorySegment bypass = f.outPointer();
        return passing(usage, list, bypass).giving(() -> {
            assertThat(usage.get(JAVA_INT, 0)).isEqualTo(2);
            assertThat(Frame.takeText(list)).isEqualTo(Values.text("getProxySettings", "list"));
            assertThat(Frame.takeText(bypass)).isEqualTo(Values.text("getProxySettings", "bypass"));
        });
    }

    public Exchange takeOwnership(Frame f) {
        return f.nothing();
    }
}
