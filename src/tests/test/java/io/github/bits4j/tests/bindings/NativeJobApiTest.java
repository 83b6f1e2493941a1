package io.github.bits4j.tests.bindings;

import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.*;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ConnectOptions;
import io.github.bits4j.DeliveryOptimizationFile;
import io.github.bits4j.DownloadMode;
import io.github.bits4j.FileRange;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.SwarmStatistics;
import io.github.bits4j.SwarmStatistics.Peers;
import io.github.bits4j.SwarmStatistics.Source;
import io.github.bits4j.SwarmStatus;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationFile2Vtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationJob2Vtbl;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.tests.bindings.NativeServer.Fault;
import io.github.bits4j.tests.bindings.NativeServer.Values;
import io.github.bits4j.tests.support.FailingStream;
import io.github.bits4j.tests.support.TestService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The typed API in front of the jobs and files of the service in C: IDeliveryOptimizationJob, Job2, File and File2, whose VARIANTs,
 * BSTRs, SAFEARRAYs, statistics and objects are made there, and which finds there what the API has set.
 */
class NativeJobApiTest extends ServedByC {
    private static final URI SOME_URI = URI.create("http://server.invalid/file");
    private static final Path LOCAL = Path.of("file \u00e9").toAbsolutePath();
    private static final String ODD_ID = "id \u00e9\uD83D\uDE00";
    private static final int ROUNDS = TestService.WINDOWS ? 300 : 3_000;
    private static final int VALUE_LENGTH = 16_000;
    /** One text lost in each round is 96 MB; off Windows the JVM's own memory varies meanwhile. */
    private static final long VARIATION = TestService.WINDOWS ? 0 : 25_000_000;
    private static final long LOSS = TestService.WINDOWS ? ROUNDS : 80_000_000;

    private BackgroundCopyManager typed;
    private BackgroundCopyJob job;

    @Override
    MemorySegment openManager() {
        return server.openJobs();
    }

    @BeforeEach
    void connect() {
        typed = BackgroundCopyManager.of(manager, ServiceKind.DELIVERY_OPTIMIZATION,
                ConnectOptions.defaults().withUnconfirmedSlots());
        job = typed.createJob("job", JobType.DOWNLOAD);
    }

    @AfterEach
    void disconnect() {
        job.cancel();
        typed.close();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_16LE));
    }

    private static List<String> properties(BackgroundCopyFile file) {
        return server.describeFile(file.pointer()).stream().filter(line -> line.startsWith("property ")).toList();
    }

    @Test
    void files_arrive_with_their_ids_names_ranges_and_sizes() {
        job.deliveryOptimization().addFile(ODD_ID, SOME_URI, LOCAL);
        job.deliveryOptimization().addFile("two", SOME_URI, LOCAL,
                List.of(FileRange.of(1L << 40, 10), FileRange.of(5, 1), FileRange.from(7)), OptionalLong.of(1L << 41));
        List<BackgroundCopyFile> files = job.files();
        assertThat(files).hasSize(2);
        assertThat(server.describeFile(files.get(0).pointer())).containsExactly("id " + hex(ODD_ID),
                "url " + hex(SOME_URI.toString()), "name " + hex(LOCAL.toString()), "size 18446744073709551615", "ranges NULL");
        assertThat(server.describeFile(files.get(1).pointer())).contains("id " + hex("two"), "size 2199023255552",
                "ranges 1099511627776+10 5+1 7+18446744073709551615");
        assertThat(files.getFirst().remoteName()).isEqualTo(SOME_URI.toString());
        assertThat(files.getFirst().localName()).isEqualTo(LOCAL.toString());
    }

    @Test
    void files_without_a_place_come_back_as_the_object_that_the_job_has() {
        BackgroundCopyFile added = job.deliveryOptimization().addFile(ODD_ID, SOME_URI, List.of(FileRange.of(1L << 33, 4)));
        BackgroundCopyFile published = job.deliveryOptimization().addPublishedFile("published");
        assertThat(server.describeFile(added.pointer())).containsExactly("id " + hex(ODD_ID), "url " + hex(SOME_URI.toString()),
                "name NULL", "size 18446744073709551615", "ranges 8589934592+4");
        assertThat(server.describeFile(published.pointer())).contains("url NULL", "ranges NULL");
        assertThat(job.files()).extracting(BackgroundCopyFile::pointer)
                .containsExactly(added.pointer(), published.pointer());
        assertThat(published.remoteName()).isEmpty();
    }

    @Test
    void each_setter_sets_its_property_with_its_type() throws IOException {
        BackgroundCopyFile file = job.deliveryOptimization().addFile("id", SOME_URI);
        BackgroundCopyFile other = job.deliveryOptimization().addFile("other", SOME_URI);
        DeliveryOptimizationFile delivery = file.deliveryOptimization();
        delivery.setDecryptionInfo("{\"a\":\"\uD83D\uDE00\"}");
        delivery.setIntegrityCheckInfo("{\"b\":2}");
        delivery.setIntegrityCheckMandatory(true);
        delivery.setSink(LOCAL);
        delivery.setTotalSize(Long.MAX_VALUE);
        assertThat(properties(file)).containsExactly("property 0 8 " + hex("{\"a\":\"\uD83D\uDE00\"}"),
                "property 1 8 " + hex("{\"b\":2}"), "property 2 11 -1", "property 4 8 " + hex(LOCAL.toString()),
                "property 6 21 9223372036854775807");
        assertThat(delivery.isIntegrityCheckMandatory()).isTrue();
        assertThat(delivery.sink()).contains(LOCAL);
        assertThat(delivery.totalSize()).hasValue(Long.MAX_VALUE);
        delivery.setIntegrityCheckMandatory(false);
        assertThat(properties(file)).contains("property 2 11 0");
        assertThat(delivery.isIntegrityCheckMandatory()).isFalse();
        other.deliveryOptimization().setSink(Channels.newChannel(new ByteArrayOutputStream()));
        assertThat(properties(other)).containsExactly("property 3 13 object");
    }

    @Test
    void each_getter_reads_what_c_has_put_there_and_its_default() {
        BackgroundCopyFile file = job.deliveryOptimization().addFile("id", SOME_URI);
        DeliveryOptimizationFile delivery = file.deliveryOptimization();
        assertNothing(delivery);
        assertThat(job.deliveryOptimization().extendedErrorInfo()).isEmpty();
        server.presetFile(file.pointer(), Values.TYPICAL);
        server.presetJob(job.pointer(), Values.TYPICAL);
        assertThat(delivery.sink()).contains(Path.of("sink \u00e9"));
        assertThat(delivery.isIntegrityCheckMandatory()).isTrue();
        assertThat(delivery.totalSize()).hasValue(0x3_0000_0003L);
        assertThat(job.deliveryOptimization().extendedErrorInfo()).contains("error \uD83D\uDE00");
        server.presetFile(file.pointer(), Values.NOTHING);
        server.presetJob(job.pointer(), Values.NOTHING);
        assertNothing(delivery);
        assertThat(job.deliveryOptimization().extendedErrorInfo()).isEmpty();
    }

    private static void assertNothing(DeliveryOptimizationFile delivery) {
        assertThat(delivery.sink()).isEmpty();
        assertThat(delivery.isIntegrityCheckMandatory()).isFalse();
        assertThat(delivery.totalSize()).isEmpty();
    }

    @Test
    void values_of_other_types_are_told_and_given_back() {
        BackgroundCopyFile file = job.deliveryOptimization().addFile("id", SOME_URI);
        server.presetFile(file.pointer(), Values.ODD);
        server.presetJob(job.pointer(), Values.ODD);
        assertMismatch(file.deliveryOptimization()::sink, "Bytes[3]", "Text");
        assertMismatch(file.deliveryOptimization()::isIntegrityCheckMandatory, "Other[type=1]", "Bool");
        assertMismatch(file.deliveryOptimization()::totalSize, "Unknown", "UInt8");
        assertMismatch(job.deliveryOptimization()::extendedErrorInfo, "Bytes[3]", "Text");
    }

    private static void assertMismatch(ThrowingCallable get, String given, String documented) {
        assertThatThrownBy(get).isInstanceOfSatisfying(BackgroundCopyException.class,
                e -> assertThat(e.hresult()).isEqualTo(HResult.DISP_E_TYPEMISMATCH))
                .hasMessageContaining(given).hasMessageContaining(documented + " is documented");
    }

    @Test
    void each_member_of_the_statistics_is_read_from_its_place() {
        job.deliveryOptimization().addFile(ODD_ID, SOME_URI, LOCAL, List.of(), OptionalLong.of(0xA_0000_000AL));
        SwarmStatistics expected = new SwarmStatistics(ODD_ID, SOME_URI.toString(), OptionalLong.of(0xA_0000_000AL),
                0x1_0000_0001L, new Source(0x5_0000_0005L, 11), new Source(0x6_0000_0006L, 12),
                new Peers(0x2_0000_0002L, 0x7_0000_0007L, 13), new Peers(0x3_0000_0003L, 0x8_0000_0008L, 14),
                new Peers(0x4_0000_0004L, 0x9_0000_0009L, 15), Duration.ofMillis(0xFFFF_FFFEL), DownloadMode.BYPASS,
                SwarmStatus.CACHING, true);
        assertThat(job.files().getFirst().deliveryOptimization().statistics()).isEqualTo(expected);
        SwarmStatistics unknown = job.deliveryOptimization().addPublishedFile("id").deliveryOptimization().statistics();
        assertThat(unknown.fileSize()).isEmpty();
        assertThat(unknown.source()).isEmpty();
    }

    @Test
    void failures_arrive_as_they_were_given_and_nothing_with_them() {
        assertFailure(() -> job.deliveryOptimization().addFile("refused", SOME_URI), DO_E_INVALID_RANGE());
        assertFailure(() -> job.deliveryOptimization().addFile("refused", SOME_URI, LOCAL), DO_E_INVALID_RANGE());
        assertThat(job.files()).isEmpty();
        assertFailure(job::resume, DO_E_JOB_EMPTY());
        BackgroundCopyFile file = job.deliveryOptimization().addFile("none", SOME_URI);
        assertFailure(job::resume, HResult.DO_E_FILE_DOWNLOADSINK_UNSPECIFIED);
        assertFailure(file.deliveryOptimization()::statistics, HResult.E_FAIL);
        file.deliveryOptimization().setSink(LOCAL);
        assertFailure(() -> file.deliveryOptimization().setSink(Channels.newChannel(new ByteArrayOutputStream())),
                HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET);
        assertThat(properties(file)).containsExactly("property 4 8 " + hex(LOCAL.toString()));
    }

    private static void assertFailure(ThrowingCallable call, int hresult) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BackgroundCopyException.class,
                e -> assertThat(e.hresult()).isEqualTo(hresult));
    }

    @Test
    void a_channel_gets_what_c_writes() throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        job.deliveryOptimization().addFile("parts", SOME_URI, List.of(FileRange.of(70_000, 100_000), FileRange.of(3, 4),
                FileRange.from(NativeServer.CONTENT_SIZE - 2))).deliveryOptimization().setSink(Channels.newChannel(parts));
        job.deliveryOptimization().addFile("whole", SOME_URI).deliveryOptimization().setSink(Channels.newChannel(whole));
        job.resume();
        Await.until("the end", () -> job.state() == JobState.TRANSFERRED);
        job.complete();
        assertThat(parts.toByteArray()).hasSize(100_006).startsWith(NativeServer.content(70_000, 100_000))
                .endsWith(NativeServer.content(NativeServer.CONTENT_SIZE - 2, 2)).containsSequence(NativeServer.content(3, 4));
        assertThat(whole.toByteArray()).isEqualTo(NativeServer.content(0, NativeServer.CONTENT_SIZE));
    }

    @Test
    void a_channel_that_fails_fails_the_job() throws IOException {
        job.deliveryOptimization().addFile("id", SOME_URI).deliveryOptimization().setSink(Channels.newChannel(new FailingStream(new IOException("full"))));
        job.resume();
        Await.until("the failure", () -> job.state() == JobState.ERROR);
        assertThat(job.deliveryOptimization().extendedErrorInfo()).contains("STG_E_WRITEFAULT");
    }

    /** What the typed API does not call. */
    @Test
    void the_bindings_reach_the_other_methods_and_no_slot_is_left_out() {
        try (BackgroundCopyJob one = typed.createJob("one", JobType.DOWNLOAD);
                BackgroundCopyFile file = one.deliveryOptimization().addFile("id", SOME_URI)) {
            one.deliveryOptimization().addFile("two", SOME_URI, LOCAL);
            one.deliveryOptimization().extendedErrorInfo();
            file.deliveryOptimization().statistics();
            file.deliveryOptimization().setTotalSize(1);
            callTheRest(one, file);
        }
        assertThat(server.report().missed()).filteredOn(slot -> slot.startsWith("IDeliveryOptimization")
                && !slot.endsWith(".QueryInterface") && !slot.endsWith(".AddRef")).isEmpty();
    }

    private static void callTheRest(BackgroundCopyJob one, BackgroundCopyFile file) {
        server.presetFile(file.pointer(), Values.TYPICAL);
        try (ComScope scope = new ComScope();
                ComPointer job2 = query(scope, one.pointer(), InterfaceIds.IDELIVERY_OPTIMIZATION_JOB2);
                ComPointer file2 = query(scope, file.pointer(), InterfaceIds.IDELIVERY_OPTIMIZATION_FILE2)) {
            assertThat(set(job2, DOJobPropertyId_ExtendedErrorInfo(), new Variant.Text("x"))).isEqualTo(DO_E_READ_ONLY_PROPERTY());
            assertThat(set(job2, DOJobPropertyId_ExtendedErrorInfo(), new Variant.UInt4(1))).isEqualTo(HResult.E_INVALIDARG);
            assertThat(set(job2, 1, new Variant.Text("x"))).isEqualTo(DO_E_UNKNOWN_PROPERTY_ID());
            assertThat(get(file2, DOFilePropertyId_TotalSizeBytes())).contains(new Variant.UInt8(0x3_0000_0003L));
            assertThat(get(file2, 7)).isEmpty();
            server.presetFile(file.pointer(), Values.ODD);
            assertThat(get(file2, DOFilePropertyId_DownloadSinkFilePath())).contains(new Variant.Bytes("abc".getBytes(UTF_8)));
            assertObjectIsGiven(file2);
        }
    }

    /** With a reference that is ours, besides the service's own. */
    private static void assertObjectIsGiven(ComPointer file2) {
        Variant.Unknown object = (Variant.Unknown) get(file2, DOFilePropertyId_TotalSizeBytes()).orElseThrow();
        assertThat(RawDownload.addRef(object.pointer())).isEqualTo(3);
        assertThat(RawDownload.release(object.pointer())).isEqualTo(2);
        assertThat(RawDownload.release(object.pointer())).isEqualTo(1);
    }

    private static ComPointer query(ComScope scope, MemorySegment pointer, Guid iid) {
        try (ComPointer object = ComPointer.share(pointer, scope)) {
            return object.query(iid).orElseThrow();
        }
    }

    private static int set(ComPointer job2, int id, Variant value) {
        return job2.call((vtable, self, arena) -> {
            MemorySegment variant = Variant.allocate(arena);
            value.write(variant);
            try {
                return IDeliveryOptimizationJob2Vtbl.SetProperty.invoke(
                        IDeliveryOptimizationJob2Vtbl.SetProperty(vtable), self, id, variant);
            } finally {
                Variant.clear(variant);
            }
        });
    }

    /** Empty if it fails. */
    private static Optional<Variant> get(ComPointer file2, int id) {
        return file2.call((vtable, self, arena) -> {
            MemorySegment variant = Variant.allocate(arena);
            int hresult = IDeliveryOptimizationFile2Vtbl.GetProperty.invoke(
                    IDeliveryOptimizationFile2Vtbl.GetProperty(vtable), self, id, variant);
            return hresult < 0 ? Optional.empty() : Optional.of(Variant.take(variant));
        });
    }

    @Test
    void no_call_loses_memory() throws IOException {
        assertThat(growth(Fault.NONE, VARIATION)).isLessThanOrEqualTo(VARIATION);
    }

    /** Were the sums above blind, this would say so. */
    @ParameterizedTest
    @EnumSource(names = {"LEAKS_TEXT", "LEAKS_STRING"})
    void memory_that_is_lost_is_noticed(Fault fault) throws IOException {
        assertThat(growth(fault, Long.MAX_VALUE)).isGreaterThanOrEqualTo(LOSS);
    }

    private long growth(Fault fault, long tolerated) throws IOException {
        exchange(ROUNDS / 2); // what is made once is there now
        server.breakIt(fault);
        long growth = server.growth(tolerated, () -> exchange(ROUNDS));
        server.breakIt(Fault.NONE);
        return growth;
    }

    private void exchange(int rounds) throws IOException {
        String text = "t".repeat(VALUE_LENGTH);
        for (int i = 0; i < rounds; i++) {
            try (BackgroundCopyJob one = typed.createJob("one", JobType.DOWNLOAD);
                    BackgroundCopyFile file = one.deliveryOptimization().addFile(text, SOME_URI)) {
                DeliveryOptimizationFile delivery = file.deliveryOptimization();
                delivery.statistics();
                delivery.setIntegrityCheckInfo(text);
                delivery.setSink(Channels.newChannel(new ByteArrayOutputStream()));
                assertThatThrownBy(() -> delivery.setSink(LOCAL));
                delivery.totalSize();
                server.presetFile(file.pointer(), Values.ODD);
                assertThatThrownBy(delivery::sink);
                assertThatThrownBy(delivery::totalSize);
                server.presetJob(one.pointer(), Values.TYPICAL);
                one.deliveryOptimization().extendedErrorInfo();
                assertThatThrownBy(() -> one.deliveryOptimization().addFile("refused", SOME_URI));
                one.deliveryOptimization().addFile(text, SOME_URI, LOCAL, List.of(FileRange.of(0, 1)), OptionalLong.empty());
                one.files().forEach(BackgroundCopyFile::close);
                one.cancel();
            }
        }
    }
}
