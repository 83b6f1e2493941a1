package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyError;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.DeliveryOptimizationFile;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Com;
import io.github.bits4j.tests.support.FreshBits;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.Recorder;
import io.github.bits4j.tests.support.ServiceSession;
import io.github.bits4j.tests.support.Sta;
import io.github.bits4j.tests.support.TestService;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers in a single-threaded apartment, and our callback behind COM's own proxy and stub. */
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows has apartments")
@ExtendWith({FreshBits.class, NoLeaks.class})
class ApartmentTest {

    @Test
    void a_thread_in_an_sta_may_call_everything() throws Exception {
        try (ServiceSession session = TestService.SYSTEM_BITS.open()) {
            BackgroundCopyJob job = session.smallJob(); // from the MTA
            Recorder recorder = new Recorder();
            Sta.run(() -> {
                job.setNotifyInterface(recorder);
                assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
                try (BackgroundCopyManager own = BackgroundCopyManager.connect();
                        BackgroundCopyJob same = own.getJob(job.id());
                        ComPointer callback = same.notifyInterface().orElseThrow()) {
                    assertThat(same.displayName()).isEqualTo("bits4j test");
                    assertThat(callback.segment().address()).isNotZero();
                    own.jobs().forEach(BackgroundCopyJob::close);
                    same.resume();
                }
            });
            recorder.awaitCall("JobTransferred");
            Sta.run(() -> {
                session.complete(job);
                job.close();
            });
        }
    }

    /** The thread's token would not go along. */
    @Test
    void a_call_as_whom_an_sta_s_thread_impersonates_is_refused() throws Exception {
        try (ServiceSession session = TestService.SYSTEM_BITS.open(); ComScope scope = new ComScope();
                ComPointer job = ComPointer.share(session.smallJob().pointer(), scope)) {
            ComPointer.Call<Integer> resume = (vtable, self, arena) -> ComException.check(
                    IBackgroundCopyJobVtbl.Resume.invoke(IBackgroundCopyJobVtbl.Resume(vtable), self), "Resume");
            int refusal = Sta.call(() -> {
                try {
                    return job.callImpersonating(resume);
                } catch (ComException e) {
                    return e.hresult();
                }
            });
            assertThat(refusal).isEqualTo(HResult.RPC_E_WRONG_THREAD);
            assertThat(job.callImpersonating(resume)).as("from the MTA").isEqualTo(HResult.S_OK);
        }
    }

    @Test
    void the_caller_s_apartment_is_left_alone() throws Exception {
        try (ServiceSession session = TestService.SYSTEM_BITS.open()) {
            FutureTask<Void> task = new FutureTask<>(() -> {
                session.manager.jobs().forEach(BackgroundCopyJob::close);
                Com.initialize(Com.COINIT_APARTMENTTHREADED); // RPC_E_CHANGED_MODE if we had initialised this thread
                Com.uninitialize();
                return null;
            });
            Thread.ofPlatform().start(task);
            task.get(60, TimeUnit.SECONDS);
        }
    }

    /** Their values are VARIANTs, which are cleared in the MTA. */
    @Test
    void a_thread_in_an_sta_may_use_what_delivery_optimization_adds() throws Exception {
        try (ServiceSession session = TestService.EMBEDDED_DELIVERY_OPTIMIZATION.open()) {
            byte[] content = LoopbackServer.bytes(10_000, 3);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BackgroundCopyJob job = session.job();
            Sta.run(() -> {
                DeliveryOptimizationFile file = job.deliveryOptimization().addFile("id",
                        session.server.file("/x", content).uri()).deliveryOptimization();
                assertThat(file.totalSize()).isEmpty();
                file.setTotalSize(content.length);
                assertThat(file.totalSize()).hasValue(content.length);
                assertThat(file.isIntegrityCheckMandatory()).isFalse();
                file.setSink(Channels.newChannel(bytes));
                assertThat(file.sink()).isEmpty();
                assertThat(file.stream()).hasValueSatisfying(ComPointer::close);
                job.resume();
                Await.until("the end", () -> job.state() == JobState.TRANSFERRED);
                assertThat(file.statistics().bytesDownloaded()).isEqualTo(content.length);
                assertThat(job.deliveryOptimization().extendedErrorInfo()).isEmpty();
                job.complete();
            });
            assertThat(bytes.toByteArray()).isEqualTo(content);
        }
    }

    /** The methods of a Java callback, each called from an STA: the parameters cross the proxy and stub of qmgrprxy.dll. */
    @Test
    void every_notification_crosses_com_s_own_proxy_and_stub() throws Exception {
        try (EmbeddedService service = EmbeddedService.inMemory(); LoopbackServer server = LoopbackServer.start();
                BackgroundCopyManager manager = service.connect()) {
            BackgroundCopyJob job = manager.createJob("marshalled", JobType.DOWNLOAD);
            Path target = Files.createTempDirectory("bits4j").resolve("x");
            job.addFile(server.uri("/x"), target);
            job.resume();
            Await.until("the error", () -> job.state() == JobState.ERROR);
            Recorder recorder = new Recorder() {
                @Override
                public int jobModification(BackgroundCopyJob j) {
                    super.jobModification(j);
                    return HResult.S_FALSE;
                }
            };
            job.setNotifyFlags(EnumSet.noneOf(NotifyFlag.class));
            job.setNotifyInterface(recorder);
            try (ComPointer callback = job.notifyInterface().orElseThrow();
                    BackgroundCopyError error = job.error().orElseThrow();
                    BackgroundCopyFile file = job.files().getFirst()) {
                MemorySegment stream = Com.marshal(callback.segment(), InterfaceIds.IBACKGROUND_COPY_CALLBACK2);
                int[] results = Sta.call(() -> {
                    MemorySegment proxy = Com.unmarshal(stream, InterfaceIds.IBACKGROUND_COPY_CALLBACK2);
                    assertThat(proxy.address()).as("a proxy").isNotEqualTo(callback.segment().address());
                    MemorySegment vtable = IBackgroundCopyCallback.lpVtbl(proxy);
                    int[] hresults = {
                        IBackgroundCopyCallback2Vtbl.JobTransferred.invoke(
                                IBackgroundCopyCallback2Vtbl.JobTransferred(vtable), proxy, job.pointer()),
                        IBackgroundCopyCallback2Vtbl.JobError.invoke(
                                IBackgroundCopyCallback2Vtbl.JobError(vtable), proxy, job.pointer(), error.pointer()),
                        IBackgroundCopyCallback2Vtbl.JobModification.invoke(
                                IBackgroundCopyCallback2Vtbl.JobModification(vtable), proxy, job.pointer(), 0),
                        IBackgroundCopyCallback2Vtbl.FileTransferred.invoke(
                                IBackgroundCopyCallback2Vtbl.FileTransferred(vtable), proxy, job.pointer(), file.pointer())
                    };
                    IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(vtable), proxy);
                    return hresults;
                });
                assertThat(results).containsExactly(HResult.S_OK, HResult.S_OK, HResult.S_FALSE, HResult.S_OK);
            }
            assertThat(recorder.calls).containsExactly("JobTransferred", "JobError", "JobModification", "FileTransferred");
            assertThat(recorder.error.httpStatus()).hasValue(404);
            assertThat(recorder.files).containsExactly(target.toString());
            job.cancel();
        }
    }
}
