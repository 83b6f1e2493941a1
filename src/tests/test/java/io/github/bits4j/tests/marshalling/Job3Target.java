package io.github.bits4j.tests.marshalling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS_UNION;
import io.github.bits4j.bindings.bits.BG_BASIC_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_FILE_RANGE;
import io.github.bits4j.bindings.bits.BG_JOB_REPLY_PROGRESS;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The slots that IBackgroundCopyJob2 and IBackgroundCopyJob3 add. */
abstract class Job3Target extends JobTarget {
    /** What GetReplyData gives; empty is no buffer at all. */
    volatile byte[] reply = Values.bytes("getReplyData", 1001);

    Job3Target(String name) {
        super(name);
    }

    public int setNotifyCmdLine(MemorySegment program, MemorySegment parameters) {
        return entered("setNotifyCmdLine", text(program), text(parameters));
    }

    public int getNotifyCmdLine(MemorySegment program, MemorySegment parameters) {
        int hr = entered("getNotifyCmdLine");
        program.set(ADDRESS, 0, TaskMemory.newString(Values.text("getNotifyCmdLine", "program")));
        parameters.set(ADDRESS, 0, TaskMemory.newString(Values.text("getNotifyCmdLine", "parameters")));
        return hr;
    }

    public int getReplyProgress(MemorySegment out) {
        int hr = entered("getReplyProgress");
        BG_JOB_REPLY_PROGRESS.BytesTotal(out, Values.wide("getReplyProgress", 1));
        BG_JOB_REPLY_PROGRESS.BytesTransferred(out, Values.wide("getReplyProgress", 2));
        return hr;
    }

    public int getReplyData(MemorySegment buffer, MemorySegment length) {
        int hr = entered("getReplyData", length.get(JAVA_LONG, 0));
        byte[] bytes = reply;
        MemorySegment memory = MemorySegment.NULL;
        if (bytes.length > 0) {
            memory = TaskMemory.allocate(bytes.length);
            MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
        }
        buffer.set(ADDRESS, 0, memory);
        length.set(JAVA_LONG, 0, bytes.length);
        return hr;
    }

    public int setReplyFileName(MemorySegment value) {
        return entered("setReplyFileName", text(value));
    }

    public int getReplyFileName(MemorySegment out) {
        return giveText("getReplyFileName", out);
    }

    public int setCredentials(MemorySegment credentials) {
        MemorySegment basic = BG_AUTH_CREDENTIALS_UNION.Basic(BG_AUTH_CREDENTIALS.Credentials(credentials));
        return entered("setCredentials", BG_AUTH_CREDENTIALS.Target(credentials), BG_AUTH_CREDENTIALS.Scheme(credentials),
                text(BG_BASIC_CREDENTIALS.UserName(basic)), text(BG_BASIC_CREDENTIALS.Password(basic)));
    }

    public int removeCredentials(int target, int scheme) {
        return entered("removeCredentials", target, scheme);
    }

    public int replaceRemotePrefix(MemorySegment before, MemorySegment after) {
        return entered("replaceRemotePrefix", text(before), text(after));
    }

    public int addFileWithRanges(MemorySegment remote, MemorySegment local, int count, MemorySegment ranges) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemorySegment range = BG_FILE_RANGE.asSlice(ranges, i);
            numbers.add(BG_FILE_RANGE.InitialOffset(range));
            numbers.add(BG_FILE_RANGE.Length(range));
        }
        return entered("addFileWithRanges", text(remote), text(local), count, numbers);
    }

    public int setFileACLFlags(int flags) {
        return entered("setFileACLFlags", flags);
    }

    public int getFileACLFlags(MemorySegment out) {
        return giveInt("getFileACLFlags", out);
    }
}
