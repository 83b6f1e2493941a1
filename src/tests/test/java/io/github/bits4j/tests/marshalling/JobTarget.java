package io.github.bits4j.tests.marshalling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.bindings.bits.BG_FILE_INFO;
import io.github.bits4j.bindings.bits.BG_JOB_PROGRESS;
import io.github.bits4j.bindings.bits.BG_JOB_TIMES;
import io.github.bits4j.bindings.com.FILETIME;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slots of IBackgroundCopyJob. */
abstract class JobTarget extends RecordingTarget {
    private final String name;
    /** What GetDescription gives. */
    volatile String description = Values.text("getDescription", "out");
    /** What GetNotifyInterface gives: a callback that answers with a number of its own, by which it is known again. */
    volatile @Nullable RecordingTarget callback = new CallbackTarget(JobCalls.NOTIFICATION_ANSWER + 1);

    JobTarget(String name) {
        this.name = name;
    }

    public int addFileSet(int count, MemorySegment files) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemorySegment info = BG_FILE_INFO.asSlice(files, i);
            names.add(text(BG_FILE_INFO.RemoteName(info)));
            names.add(text(BG_FILE_INFO.LocalName(info)));
        }
        return entered("addFileSet", count, names);
    }

    public int addFile(MemorySegment remote, MemorySegment local) {
        return entered("addFile", text(remote), text(local));
    }

    public int enumFiles(MemorySegment out) {
        return giveObject("enumFiles", out, new FilesTarget(List.of("a", "b")));
    }

    public int suspend() {
        return entered("suspend");
    }

    public int resume() {
        return entered("resume");
    }

    public int cancel() {
        return entered("cancel");
    }

    public int complete() {
        return entered("complete");
    }

    public int getId(MemorySegment out) {
        int hr = entered("getId");
        Values.guid("getId").write(out);
        return hr;
    }

    public int getType(MemorySegment out) {
        return giveInt("getType", out, 2);
    }

    public int getProgress(MemorySegment out) {
        int hr = entered("getProgress");
        BG_JOB_PROGRESS.BytesTotal(out, Values.wide("getProgress", 1));
        BG_JOB_PROGRESS.BytesTransferred(out, Values.wide("getProgress", 2));
        BG_JOB_PROGRESS.FilesTotal(out, 0x80000003);
        BG_JOB_PROGRESS.FilesTransferred(out, 0x80000004);
        return hr;
    }

    public int getTimes(MemorySegment out) {
        int hr = entered("getTimes");
        setTime(BG_JOB_TIMES.CreationTime(out), 1);
        setTime(BG_JOB_TIMES.ModificationTime(out), 2);
        setTime(BG_JOB_TIMES.TransferCompletionTime(out), 3);
        return hr;
    }

    private static void setTime(MemorySegment time, int index) {
        FILETIME.dwLowDateTime(time, Values.number("low") + index);
        FILETIME.dwHighDateTime(time, Values.number("high") + index);
    }

    public int getState(MemorySegment out) {
        return giveInt("getState", out, 6);
    }

    public int getError(MemorySegment out) {
        return giveObject("getError", out, new ErrorTarget(0x80190194));
    }

    public int getOwner(MemorySegment out) {
        return giveText("getOwner", out);
    }

    public int setDisplayName(MemorySegment value) {
        return entered("setDisplayName", text(value));
    }

    public int getDisplayName(MemorySegment out) {
        return giveText("getDisplayName", out, name);
    }

    public int setDescription(MemorySegment value) {
        return entered("setDescription", text(value));
    }

    public int getDescription(MemorySegment out) {
        return giveText("getDescription", out, description);
    }

    public int setPriority(int value) {
        return entered("setPriority", value);
    }

    public int getPriority(MemorySegment out) {
        return giveInt("getPriority", out, 3);
    }

    public int setNotifyFlags(int value) {
        return entered("setNotifyFlags", value);
    }

    public int getNotifyFlags(MemorySegment out) {
        return giveInt("getNotifyFlags", out);
    }

    public int setNotifyInterface(MemorySegment unknown) {
        return entered("setNotifyInterface", unknown.address() == 0 ? null : Ask.notification(unknown));
    }

    public int getNotifyInterface(MemorySegment out) {
        return giveObject("getNotifyInterface", out, callback);
    }

    public int setMinimumRetryDelay(int value) {
        return entered("setMinimumRetryDelay", value);
    }

    public int getMinimumRetryDelay(MemorySegment out) {
        return giveInt("getMinimumRetryDelay", out);
    }

    public int setNoProgressTimeout(int value) {
        return entered("setNoProgressTimeout", value);
    }

    public int getNoProgressTimeout(MemorySegment out) {
        return giveInt("getNoProgressTimeout", out);
    }

    public int getErrorCount(MemorySegment out) {
        return giveInt("getErrorCount", out);
    }

    public int setProxySettings(int usage, MemorySegment list, MemorySegment bypass) {
        return entered("setProxySettings", usage, text(list), text(bypass));
    }

    public int getProxySettings(MemorySegment usage, MemorySegment list, MemorySegment bypass) {
        int hr = entered("getProxySettings");
        usage.set(JAVA_INT, 0, 2);
        list.set(ADDRESS, 0, TaskMemory.newString(Values.text("getProxySettings", "list")));
        bypass.set(ADDRESS, 0, TaskMemory.newString(Values.text("getProxySettings", "bypass")));
        return hr;
    }

    public int takeOwnership() {
        return entered("takeOwnership");
    }
}
