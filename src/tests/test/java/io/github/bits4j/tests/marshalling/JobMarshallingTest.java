package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static io.github.bits4j.tests.marshalling.MarshalledInterface.IBackgroundCopyJob;
import static io.github.bits4j.tests.marshalling.MarshalledInterface.IBackgroundCopyJob2;
import static io.github.bits4j.tests.marshalling.MarshalledInterface.IBackgroundCopyJob3;
import static io.github.bits4j.tests.marshalling.MarshalledInterface.IBackgroundCopyJob4;
import static io.github.bits4j.tests.marshalling.MarshalledInterface.IBackgroundCopyJob5;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.bindings.bits.BG_FILE_INFO;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows has apartments")
class JobMarshallingTest extends MarshallingTest {
    /** 64 KiB and more in UTF-16, half of it outside the Basic Multilingual Plane. */
    private static final String LONG_TEXT = "\ud834\udd1eab".repeat(10_000);

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(IBackgroundCopyJob, IBackgroundCopyJob2, IBackgroundCopyJob3, IBackgroundCopyJob4, IBackgroundCopyJob5);
    }

    @ParameterizedTest
    @ValueSource(strings = "")
    @MethodSource("longText")
    void texts_of_any_length_go_in_and_come_out(String text) {
        call(IBackgroundCopyJob, "SetDescription", f -> passing(f.string(text)).arriving(text));
        Job5Target target = new Job5Target();
        target.description = text;
        call(IBackgroundCopyJob, target, "GetDescription", HResult.S_OK, f -> {
            MemorySegment out = f.outPointer();
            return passing(out).giving(() -> assertThat(Frame.takeText(out)).isEqualTo(text));
        });
    }

    static List<String> longText() {
        return List.of(LONG_TEXT);
    }

    @Test
    void a_thousand_files_are_added_in_one_call() {
        int count = 1000;
        call(IBackgroundCopyJob, "AddFileSet", f -> {
            MemorySegment files = BG_FILE_INFO.allocateArray(count, f.arena);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                names.addAll(List.of("r" + i, "l" + i));
                BG_FILE_INFO.RemoteName(BG_FILE_INFO.asSlice(files, i), f.string("r" + i));
                BG_FILE_INFO.LocalName(BG_FILE_INFO.asSlice(files, i), f.string("l" + i));
            }
            return passing(count, files).arriving(count, names);
        });
    }

    @Test
    void no_notify_interface_arrives_as_none() {
        call(IBackgroundCopyJob, "SetNotifyInterface", f -> passing(MemorySegment.NULL).arriving((Object) null));
    }

    @Test
    void no_notify_interface_comes_back_as_null() {
        Job5Target target = new Job5Target();
        target.callback = null;
        call(IBackgroundCopyJob, target, "GetNotifyInterface", HResult.S_OK, f -> {
            MemorySegment out = f.outPointer();
            return passing(out).giving(() -> assertThat(out.get(bits_h.C_POINTER, 0).address()).isZero());
        });
    }

    @Test
    void texts_that_may_be_absent_arrive_as_null() {
        call(IBackgroundCopyJob, "SetProxySettings", f ->
                passing(1, MemorySegment.NULL, MemorySegment.NULL).arriving(1, null, null));
        call(IBackgroundCopyJob2, "SetNotifyCmdLine", f ->
                passing(MemorySegment.NULL, MemorySegment.NULL).arriving(null, null));
        call(IBackgroundCopyJob2, "SetNotifyCmdLine", f -> passing(f.string("program"), MemorySegment.NULL)
                .arriving("program", null));
        call(IBackgroundCopyJob2, "SetReplyFileName", f -> passing(MemorySegment.NULL).arriving((Object) null));
    }

    @Test
    void null_where_there_must_be_something_never_reaches_the_object() {
        refused(IBackgroundCopyJob, "SetDisplayName", f -> passing(MemorySegment.NULL));
        refused(IBackgroundCopyJob, "AddFile", f -> passing(f.string("remote"), MemorySegment.NULL));
        refused(IBackgroundCopyJob, "AddFileSet", f -> passing(1, MemorySegment.NULL));
        refused(IBackgroundCopyJob, "GetDisplayName", f -> passing(MemorySegment.NULL));
        refused(IBackgroundCopyJob, "GetId", f -> passing(MemorySegment.NULL));
        refused(IBackgroundCopyJob, "GetNotifyInterface", f -> passing(MemorySegment.NULL));
        refused(IBackgroundCopyJob2, "SetCredentials", f -> passing(MemorySegment.NULL));
    }

    @Test
    void an_empty_reply_is_no_buffer() {
        Job5Target target = new Job5Target();
        target.reply = new byte[0];
        call(IBackgroundCopyJob2, target, "GetReplyData", HResult.S_OK, f -> {
            MemorySegment buffer = f.outPointer();
            MemorySegment length = f.arena.allocateFrom(JAVA_LONG, 0);
            return passing(buffer, length).arriving(0L).giving(() -> {
                assertThat(buffer.get(bits_h.C_POINTER, 0).address()).isZero();
                assertThat(length.get(JAVA_LONG, 0)).isZero();
            });
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void credentials_of_each_scheme_arrive(int scheme) {
        call(IBackgroundCopyJob2, "SetCredentials", f -> Job3Calls.credentials(f, 1, scheme));
    }

    @ParameterizedTest
    @EnumSource
    void each_arm_of_a_property_s_union_goes_in_and_comes_out(JobProperty property) {
        IBackgroundCopyJob5.assumeMarshalled();
        call(IBackgroundCopyJob5, "SetProperty", f -> Job5Calls.setProperty(f, property));
        call(IBackgroundCopyJob5, "GetProperty", f -> Job5Calls.getProperty(f, property));
    }

    @Test
    void an_interface_without_proxy_stays_in_its_apartment() {
        Assumptions.assumeTrue(new RegisteredInterface(IBackgroundCopyJob5.iid()).proxyStubClass().isEmpty(),
                "this system has a proxy for IBackgroundCopyJob5");
        assertThatExceptionOfType(ComException.class).isThrownBy(() -> marshal(IBackgroundCopyJob5, new Job5Target()));
        with(IBackgroundCopyJob4, new Job5Target(), proxy -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment out = arena.allocate(bits_h.C_POINTER);
                assertThat(HResult.hex(Ask.tryQuery(proxy, IBackgroundCopyJob5.iid(), out)))
                        .isEqualTo(HResult.hex(HResult.E_NOINTERFACE));
                assertThat(out.get(bits_h.C_POINTER, 0).address()).isZero();
            }
        });
    }
}
