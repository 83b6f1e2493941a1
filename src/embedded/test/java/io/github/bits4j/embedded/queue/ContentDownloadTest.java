package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Downloads into files: states, ranges, errors. */
class ContentDownloadTest extends ContentFixture {

    @Test
    void a_whole_file_gets_its_name_when_it_is_finalized() throws Exception {
        ContentDownload download = toFile("deep/er/a");
        assertThat(download.status()).isEqualTo(new ContentStatus(ContentState.CREATED, -1, 0, 0, 0));
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.status()).isEqualTo(
                new ContentStatus(ContentState.TRANSFERRED, CONTENT.length, CONTENT.length, 0, 0));
        assertThat(local("deep/er/a")).doesNotExist();
        isFinalizedAs(download, "deep/er/a", CONTENT);
        download.complete();
        assertThat(file.asked).containsExactly("all");
    }

    @Test
    void ranges_lie_at_their_offsets_and_more_can_be_asked_for() throws Exception {
        ContentDownload download = toFile("a");
        download.start(ranges(200_000, 1000, 10, 20));
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.status().total()).isEqualTo(1020);
        assertThat(download.status().transferred()).isEqualTo(1020);
        int requests = file.asked.size();

        download.start(ranges(15, 10));
        assertThat(download.status().state()).isEqualTo(ContentState.TRANSFERRED);
        download.start(null);
        assertThat(download.status().state()).isEqualTo(ContentState.TRANSFERRED);
        assertThat(file.asked).as("what is there is not asked for again").hasSize(requests);

        download.start(ranges(25, 10));
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.status().transferred()).isEqualTo(1025);
        byte[] expected = new byte[201_000];
        System.arraycopy(CONTENT, 10, expected, 10, 25);
        System.arraycopy(CONTENT, 200_000, expected, 200_000, 1000);
        isFinalizedAs(download, "a", expected);
    }

    @Test
    void the_whole_file_can_be_asked_for_after_ranges() throws Exception {
        ContentDownload download = toFile("a");
        download.start(ranges(500_000, FileRange.TO_EOF));
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.status().total()).isEqualTo(500_000);
        download.start(List.of());
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(file.asked).containsExactly("500000-", "0-499999");
        isFinalizedAs(download, "a", CONTENT);
    }

    @Test
    void wrong_ranges_are_refused_or_make_it_fail() throws Exception {
        ContentDownload download = toFile("a");
        refuses(HResult.DO_E_INVALID_RANGE, () -> download.start(ranges(-1, 5)));
        refuses(HResult.DO_E_INVALID_RANGE, () -> download.start(ranges(5, 0)));
        refuses(HResult.DO_E_OVERLAPPING_RANGES, () -> download.start(ranges(0, 10, 5, 10)));
        assertThat(download.status().state()).isEqualTo(ContentState.CREATED);
        download.start(ranges(CONTENT.length, 1));
        failsWith(download, HResult.DO_E_INVALID_RANGE);
        assertThat(download.status().extended()).isEqualTo(HResult.BG_E_INVALID_RANGE);
        refuses(HResult.DO_E_INVALID_RANGE, () -> download.start(null));
        download.start(ranges(5, 5));
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.status().total()).isEqualTo(5);
    }

    @Test
    void what_there_is_of_wrong_ranges_can_be_had() throws Exception {
        ContentDownload download = toFile("a");
        download.start(ranges(10, 5, CONTENT.length + 5, 1));
        failsWith(download, HResult.DO_E_INVALID_RANGE);
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.status().total()).isEqualTo(5);
        byte[] expected = new byte[15];
        System.arraycopy(CONTENT, 10, expected, 10, 5);
        isFinalizedAs(download, "a", expected);
    }

    @Test
    void an_empty_file_can_be_had_whole() throws Exception {
        file.change(new byte[0], "v0");
        for (boolean parts : new boolean[] {true, false}) {
            ContentDownload download = toFile("a" + parts);
            download.start(parts ? ranges(0, FileRange.TO_EOF) : null);
            comesTo(download, ContentState.TRANSFERRED);
            download.start(null);
            assertThat(download.status()).isEqualTo(new ContentStatus(ContentState.TRANSFERRED, 0, 0, 0, 0));
            isFinalizedAs(download, "a" + parts, new byte[0]);
        }
    }

    @Test
    void a_range_outside_of_a_file_that_is_known_is_refused() throws Exception {
        ContentDownload download = toFile("a");
        download.start(ranges(0, 10));
        comesTo(download, ContentState.TRANSFERRED);
        refuses(HResult.DO_E_INVALID_RANGE, () -> download.start(ranges(CONTENT.length - 1, 2)));
        assertThat(download.status().state()).isEqualTo(ContentState.TRANSFERRED);
    }

    @Test
    void a_server_without_ranges_cannot_give_them() throws Exception {
        file.ranges = false;
        ContentDownload download = toFile("a");
        download.start(ranges(5, 10));
        failsWith(download, HResult.DO_E_INSUFFICIENT_RANGE_SUPPORT);
        assertThat(download.status().extended()).isEqualTo(HResult.BG_E_INSUFFICIENT_RANGE_SUPPORT);
        ContentDownload whole = toFile("b");
        whole.start(null);
        comesTo(whole, ContentState.TRANSFERRED);
    }

    @Test
    void what_is_under_way_can_be_paused_and_goes_on_from_there() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(400_000);
        ContentDownload download = toFile("a");
        download.start(null);
        Eventually.reached(gate.reached);
        Eventually.becomes(() -> download.status().transferred() >= 300_000, true);
        download.start(null);
        download.start(List.of());
        download.pause();
        assertThat(download.status().state()).isEqualTo(ContentState.PAUSED);
        assertThat(download.status().error()).isZero();
        download.pause();
        gate.open.countDown();
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(file.asked).hasSize(2).last().asString().matches("[1-9]\\d+-");
        isFinalizedAs(download, "a", CONTENT);
    }

    @Test
    void other_ranges_have_to_wait_until_it_does_not_transfer() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(10);
        ContentDownload download = toFile("a");
        download.start(ranges(0, 1000));
        Eventually.reached(gate.reached);
        refuses(HResult.DO_E_INVALID_STATE, () -> download.start(ranges(5000, 10)));
        refuses(HResult.DO_E_INVALID_STATE, () -> download.start(List.of()));
        download.start(ranges(10, 10));
        download.pause();
        gate.open.countDown();
        download.start(ranges(5000, 10));
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.status().transferred()).isEqualTo(1010);
    }

    @Test
    void abort_under_way_leaves_nothing() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(400_000);
        ContentDownload download = toFile("a");
        download.start(null);
        Eventually.reached(gate.reached);
        download.abort();
        gate.open.countDown();
        assertThat(download.status().state()).isEqualTo(ContentState.ABORTED);
        assertThat(temporaries()).isEmpty();
        assertThat(local("a")).doesNotExist();
        download.abort();
    }

    @Test
    void after_its_end_it_answers_questions_only() throws Exception {
        ContentDownload finished = toFile("a");
        finished.start(null);
        comesTo(finished, ContentState.TRANSFERRED);
        finished.complete();
        ContentDownload aborted = toFile("b");
        aborted.abort();
        for (ContentDownload ended : List.of(finished, aborted)) {
            refuses(HResult.DO_E_INVALID_STATE, () -> ended.start(null));
            refuses(HResult.DO_E_INVALID_STATE, ended::pause);
            refuses(HResult.DO_E_INVALID_STATE, () -> ended.set(ContentProperty.DISPLAY_NAME, "x"));
            refuses(HResult.DO_E_INVALID_STATE, () -> ended.setStatusTarget(null));
            assertThat(ended.get(ContentProperty.URI)).isEqualTo(server.url("/a"));
        }
        refuses(HResult.DO_E_INVALID_STATE, finished::abort);
        refuses(HResult.DO_E_INVALID_STATE, aborted::complete);
    }

    @Test
    void only_what_is_transferred_can_be_finalized() throws Exception {
        ContentDownload download = toFile("a");
        refuses(HResult.DO_E_INVALID_STATE, download::complete);
        FakeTransport.Gate gate = file.gateAfter(10);
        download.start(null);
        Eventually.reached(gate.reached);
        refuses(HResult.DO_E_INVALID_STATE, download::complete);
        gate.open.countDown();
        comesTo(download, ContentState.TRANSFERRED);
        isFinalizedAs(download, "a", CONTENT);
    }

    @Test
    void a_dropped_connection_is_tried_again() throws Exception {
        file.cuts.add(300_000);
        ContentDownload download = toFile("a");
        download.start(null);
        Eventually.becomes(() -> download.status().state(), ContentState.TRANSFERRED);
        assertThat(file.asked).hasSize(2);
        isFinalizedAs(download, "a", CONTENT);
    }

    @Test
    void changed_content_begins_anew() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(300_000);
        ContentDownload download = toFile("a");
        download.start(null);
        Eventually.reached(gate.reached);
        download.pause();
        gate.open.countDown();
        file.change(OTHER, "v2");
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.status().total()).isEqualTo(OTHER.length);
        isFinalizedAs(download, "a", OTHER);
    }

    @Test
    void another_uri_drops_what_has_come() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(300_000);
        ContentDownload download = toFile("a");
        download.start(null);
        Eventually.reached(gate.reached);
        refuses(HResult.DO_E_INVALID_STATE, () -> download.set(ContentProperty.URI, server.url("/b")));
        Eventually.becomes(() -> download.status().transferred() > 0, true);
        download.pause();
        gate.open.countDown();
        download.set(ContentProperty.URI, server.url("/a"));
        assertThat(download.status().transferred()).as("it is no other").isPositive();
        download.set(ContentProperty.URI, server.url("/b"));
        assertThat(download.status().transferred()).isZero();
        assertThat(download.status().total()).isEqualTo(-1);
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(server.requests.getLast().path()).isEqualTo("/b");
        isFinalizedAs(download, "a", CONTENT);
    }

    @Test
    void another_uri_brings_the_same_ranges() throws Exception {
        ContentDownload download = toFile("a");
        FakeTransport.Gate gate = file.gateAfter(50);
        download.start(ranges(1000, 500, 10, 5));
        Eventually.reached(gate.reached);
        download.pause();
        gate.open.countDown();
        download.set(ContentProperty.URI, server.url("/b"));
        file.change(OTHER, "v2");
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        byte[] expected = new byte[1500];
        System.arraycopy(OTHER, 10, expected, 10, 5);
        System.arraycopy(OTHER, 1000, expected, 1000, 500);
        isFinalizedAs(download, "a", expected);
    }

    @Test
    void a_lasting_error_waits_for_the_next_start() throws Exception {
        server.replies(ScriptedServer.status(404), file);
        ContentDownload download = toFile("a");
        // The first reply of the fixture's script comes before.
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        download.abort();
        ContentDownload second = toFile("b");
        second.start(null);
        failsWith(second, HResult.ofHttpStatus(404));
        assertThat(second.status().extended()).isZero();
        assertThat(second.get(ContentProperty.HTTP_STATUS_CODE)).isEqualTo(404);
        second.start(null);
        comesTo(second, ContentState.TRANSFERRED);
        isFinalizedAs(second, "b", CONTENT);
    }

    @Test
    void what_is_wanted_has_to_be_said_before_the_start() {
        ContentDownload download = downloads().create(USER);
        refuses(HResult.DO_E_DOWNLOAD_NO_URI, () -> download.start(null));
        download.set(ContentProperty.CONTENT_ID, "content");
        refuses(HResult.DO_E_DOWNLOAD_NO_URI, () -> download.start(null));
        download.set(ContentProperty.URI, server.url("/a"));
        refuses(HResult.DO_E_FILE_DOWNLOADSINK_UNSPECIFIED, () -> download.start(null));
        download.set(ContentProperty.LOCAL_PATH, local("a").toString());
        download.set(ContentProperty.INTEGRITY_CHECK_MANDATORY, true);
        refuses(HResult.DO_E_INTEGRITYCHECKINFO_UNSPECIFIED, () -> download.start(null));
        download.set(ContentProperty.INTEGRITY_CHECK_INFO, "{}");
        refuses(HResult.DO_E_INTEGRITYCHECKINFO_UNAVAILABLE, () -> download.start(null));
        assertThat(download.status().state()).isEqualTo(ContentState.CREATED);
    }

    @Test
    void ten_at_the_same_time() throws Exception {
        List<ContentDownload> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ContentDownload download = toFile("file" + i);
            download.set(ContentProperty.FOREGROUND_PRIORITY, i % 2 == 0);
            all.add(download);
            if (i % 3 == 0) {
                download.start(ranges(i, 1000));
            } else {
                download.start(null);
            }
        }
        for (int i = 0; i < 10; i++) {
            comesTo(all.get(i), ContentState.TRANSFERRED);
            all.get(i).complete();
            Path path = local("file" + i);
            byte[] there = Files.readAllBytes(path);
            byte[] expected = i % 3 == 0 ? Arrays.copyOfRange(CONTENT, i, i + 1000) : CONTENT;
            assertThat(i % 3 == 0 ? Arrays.copyOfRange(there, i, there.length) : there).isEqualTo(expected);
        }
    }

    @Test
    void jobs_and_downloads_do_not_see_each_other() {
        ContentDownload download = toFile("a");
        Job job = fixture.queue.createJob("a job", 0, new JobOwner(USER, false));
        assertThat(fixture.queue.jobs()).containsExactly(job);
        refuses(HResult.DO_E_JOB_NOT_FOUND, () -> fixture.queue.job(download.id()));
        assertThat(downloads().all(USER)).containsExactly(download);
        assertThat(downloads().all("somebody else")).isEmpty();
    }

    @Test
    void downloads_are_found_by_some_properties() {
        ContentDownload first = toFile("a");
        first.set(ContentProperty.DISPLAY_NAME, "one");
        ContentDownload second = toFile("b");
        second.set(ContentProperty.CONTENT_ID, "id");
        assertThat(downloads().all(USER, ContentProperty.URI, server.url("/a"))).containsExactly(first, second);
        assertThat(downloads().all(USER, ContentProperty.DISPLAY_NAME, "one")).containsExactly(first);
        assertThat(downloads().all(USER, ContentProperty.CONTENT_ID, "id")).containsExactly(second);
        assertThat(downloads().all(USER, ContentProperty.LOCAL_PATH, local("b").toString())).containsExactly(second);
        assertThat(downloads().all(USER, ContentProperty.ID, second.id().toString())).containsExactly(second);
        assertThat(downloads().all(USER, ContentProperty.ID, (String) first.get(ContentProperty.ID))).containsExactly(first);
        assertThat(downloads().all(USER, ContentProperty.DISPLAY_NAME, "two")).isEmpty();
        refuses(HResult.E_INVALIDARG, () -> downloads().all(USER, ContentProperty.COST_POLICY, "1"));
        second.abort();
        assertThat(downloads().all(USER)).containsExactly(first);
    }
}
