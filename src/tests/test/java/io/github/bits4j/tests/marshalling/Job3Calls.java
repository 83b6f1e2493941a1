package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS_UNION;
import io.github.bits4j.bindings.bits.BG_BASIC_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_FILE_RANGE;
import io.github.bits4j.bindings.bits.BG_JOB_REPLY_PROGRESS;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** What is passed to the slots that IBackgroundCopyJob2 and IBackgroundCopyJob3 add. */
public class Job3Calls extends JobCalls {

    public Exchange setNotifyCmdLine(Frame f) {
        return f.textsIn("setNotifyCmdLine");
    }

    public Exchange getNotifyCmdLine(Frame f) {
        MemorySegment program = f.outPointer();
        MemorySegment parameters = f.outPointer();
        return passing(program, parameters).giving(() -> {
            assertThat(Frame.takeText(program)).isEqualTo(Values.text("getNotifyCmdLine", "program"));
            assertThat(Frame.takeText(parameters)).isEqualTo(Values.text("getNotifyCmdLine", "parameters"));
        });
    }

    public Exchange getReplyProgress(Frame f) {
        MemorySegment out = f.out(BG_JOB_REPLY_PROGRESS.layout());
        return passing(out).giving(() -> {
            assertThat(BG_JOB_REPLY_PROGRESS.BytesTotal(out)).isEqualTo(Values.wide("getReplyProgress", 1));
            assertThat(BG_JOB_REPLY_PROGRESS.BytesTransferred(out)).isEqualTo(Values.wide("getReplyProgress", 2));
        });
    }

    public Exchange getReplyData(Frame f) {
        MemorySegment buffer = f.outPointer();
        MemorySegment length = f.arena.allocateFrom(JAVA_LONG, 7);
        return passing(buffer, length).arriving(7L).giving(() -> {
            byte[] expected = Values.bytes("getReplyData", 1001);
            assertThat(length.get(JAVA_LONG, 0)).isEqualTo(expected.length);
            MemorySegment data = Frame.given(buffer);
            assertThat(data.reinterpret(expected.length).toArray(JAVA_BYTE)).isEqualTo(expected);
            TaskMemory.free(data);
        });
    }

    public Exchange setReplyFileName(Frame f) {
        return f.textIn("setReplyFileName");
    }

    public Exchange getReplyFileName(Frame f) {
        return f.textOut("getReplyFileName");
    }

    public Exchange setCredentials(Frame f) {
        return credentials(f, 2, 4);
    }

    /** Credentials of a scheme: a switched union with pointers to strings. */
    static Exchange credentials(Frame f, int target, int scheme) {
        String user = Values.text("setCredentials", "user");
        String password = Values.text("setCredentials", "password");
        MemorySegment credentials = BG_AUTH_CREDENTIALS.allocate(f.arena);
        BG_AUTH_CREDENTIALS.Target(credentials, target);
        BG_AUTH_CREDENTIALS.Scheme(credentials, scheme);
        MemorySegment basic = BG_AUTH_CREDENTIALS_UNION.Basic(BG_AUTH_CREDENTIALS.Credentials(credentials));
        BG_BASIC_CREDENTIALS.UserName(basic, f.string(user));
        BG_BASIC_CREDENTIALS.Password(basic, f.string(password));
        return passing(credentials).arriving(target, scheme, user, password);
    }

    public Exchange removeCredentials(Frame f) {
        return passing(2, 5).arriving(2, 5);
    }

    public Exchange replaceRemotePrefix(Frame f) {
        return f.textsIn("replaceRemotePrefix");
    }

    public Exchange addFileWithRanges(Frame f) {
        String remote = Values.text("addFileWithRanges", "remote");
        String local = Values.text("addFileWithRanges", "local");
        List<Long> numbers = List.of(0L, 1L, 0x8000_0000_0000_0001L, 0x1_0000_0000L, 7L, -1L);
        int count = numbers.size() / 2;
        MemorySegment ranges = BG_FILE_RANGE.allocateArray(count, f.arena);
        for (int i = 0; i < count; i++) {
            BG_FILE_RANGE.InitialOffset(BG_FILE_RANGE.asSlice(ranges, i), numbers.get(2 * i));
            BG_FILE_RANGE.Length(BG_FILE_RANGE.asSlice(ranges, i), numbers.get(2 * i + 1));
        }
        return passing(f.string(remote), f.string(local), count, ranges).arriving(remote, local, count, numbers);
    }

    public Exchange setFileACLFlags(Frame f) {
        return f.intIn(0xFEDCBA95);
    }

    public Exchange getFileACLFlags(Frame f) {
        return f.intOut(Values.number("getFileACLFlags"));
    }
}
