/**
 * BITS and Delivery Optimization, typed: a {@link io.github.bits4j.BackgroundCopyManager} makes jobs and finds them, a
 * {@link io.github.bits4j.BackgroundCopyJob} transfers files and notifies, and what fails throws a
 * {@link io.github.bits4j.BackgroundCopyException}.
 *
 * <p>Values that a newer service has and this version does not know are kept: a single one is {@code UNKNOWN} and has its number
 * in {@code stateCode()} and its like; of flags the bits without a name stay as they are when others are set.
 *
 * <p>The commonest tasks, as the tests run them:
 *
 * <h2>A file, by a job that leaves nothing behind</h2>
 * {@snippet :
 * static void download(BackgroundCopyManager manager, URI remote, Path local) throws Exception {
 *     manager.download(remote, local).get(10, TimeUnit.MINUTES);
 * }
 * }
 *
 * <h2>Progress and everything else that happens</h2>
 * {@snippet :
 * static BackgroundCopyJob follow(BackgroundCopyManager manager, URI remote, Path local, Consumer<String> screen) {
 *     return manager.newJob("followed").file(remote, local).listener(event -> {
 *         switch (event) {
 *             case JobEvent.Progress e -> screen.accept(e.progress().bytesTransferred() + " bytes");
 *             case JobEvent.Transferred e -> screen.accept("all there");
 *             case JobEvent.TransientError e -> screen.accept("not now: " + e.error());
 *             case JobEvent.Failed e -> screen.accept("failed: " + e.error());
 *             default -> { }
 *         }
 *     }, NotifyOptions.defaults().withProgress(Duration.ofMillis(200))).start();
 * }
 * }
 *
 * <h2>Several files, all or none</h2>
 * {@snippet :
 * static void download(BackgroundCopyManager manager, List<FileInfo> files) throws Exception {
 *     try (BackgroundCopyJob job = manager.newJob("several files").files(files).start()) {
 *         TransferOptions options = TransferOptions.defaults().completing().cancellingOnFailure();
 *         job.whenTransferred(options).get(1, TimeUnit.HOURS);
 *     }
 * }
 * }
 *
 * <h2>An upload, and what the server application answers</h2>
 * {@snippet :
 * static Optional<byte[]> upload(BackgroundCopyManager manager, Path file, URI server) throws Exception {
 *     try (BackgroundCopyJob job = manager.newJob("report").type(JobType.UPLOAD_REPLY).file(server, file).start()) {
 *         job.whenTransferred().get(1, TimeUnit.HOURS);
 *         Optional<byte[]> reply = job.reply().data(); // up to 1 MB; a larger one is in the reply file
 *         job.complete();
 *         return reply;
 *     }
 * }
 * }
 *
 * <h2>Credentials and headers</h2>
 * {@snippet :
 * static BackgroundCopyJob start(BackgroundCopyManager manager, URI remote, Path local, char[] password) {
 *     try (Credentials credentials = Credentials.of(AuthTarget.SERVER, AuthScheme.BASIC, "user", password)) {
 *         return manager.newJob("private").file(remote, local)
 *                 .credentials(credentials)
 *                 .headers(Map.of("X-Tenant", List.of("42")))
 *                 .start();
 *     }
 * }
 * }
 *
 * <h2>A proxy</h2>
 * {@snippet :
 * static BackgroundCopyJob start(BackgroundCopyManager manager, URI remote, Path local, String proxy) {
 *     return manager.newJob("through a proxy").file(remote, local)
 *             .proxy(ProxySettings.of(proxy, "intranet.example")) // the latter is reached without it
 *             .start();
 * }
 * }
 *
 * <h2>Errors by their type, and a job that goes on after them</h2>
 * {@snippet :
 * // For a job in ERROR, of files from a server that has a mirror.
 * static void repair(BackgroundCopyJob job, String server, String mirror) {
 *     BackgroundCopyException failure = job.readError().map(TransferError::toException).orElseThrow();
 *     switch (failure) {
 *         case HttpStatusException e when e.status() == 404 -> job.replaceRemotePrefix(server, mirror);
 *         case BackgroundCopyException e when e.kind() == ErrorKind.NETWORK -> { } // another try is all it needs
 *         default -> {
 *             job.cancel();
 *             throw failure; // says what it is, and what to do
 *         }
 *     }
 *     job.resume(); // goes on with what is there already
 * }
 * }
 *
 * <h2>A part of a file</h2>
 * {@snippet :
 * static BackgroundCopyJob start(BackgroundCopyManager manager, URI remote, Path local) {
 *     return manager.newJob("the end of a file")
 *             .file(remote, local, List.of(FileRange.from(99_000)))
 *             .start();
 * }
 * }
 *
 * <h2>A file read here and there, of which no more is fetched than that (BITS 10.1)</h2>
 * {@snippet :
 * static ByteBuffer read(BackgroundCopyManager manager, URI remote, Path local, long offset, int count) throws IOException {
 *     BackgroundCopyJob job = manager.newJob("here and there").onDemand().file(remote, local).create();
 *     try (SeekableByteChannel channel = job.openChannel(job.files().getFirst())) {
 *         ByteBuffer bytes = ByteBuffer.allocate(count);
 *         channel.position(offset);
 *         while (bytes.hasRemaining() && channel.read(bytes) >= 0) { }
 *         return bytes.flip();
 *     } finally {
 *         job.cancel(); // or job.complete(), once all of it has been read
 *     }
 * }
 * }
 *
 * <h2>A job that outlives the program</h2>
 * {@snippet :
 * // Starts the download, or goes on with the one that an earlier run of this program has started.
 * static TransferResult fetch(BackgroundCopyManager manager, URI remote, Path local) throws Exception {
 *     BackgroundCopyJob known = manager.jobs(job -> job.displayName().equals("my update")).stream().findFirst()
 *             .orElseGet(() -> begin(manager, remote, local));
 *     BackgroundCopyJob job = manager.attach(known.id(), event -> { // first the state of this moment, then what happens
 *         switch (event) {
 *             case JobEvent.StateChanged e -> System.out.println("the job is " + e.to());
 *             case JobEvent.Failed e -> System.out.println("failed: " + e.error());
 *             default -> { }
 *         }
 *     });
 *     return job.whenTransferred(TransferOptions.defaults().completing()).get();
 * }
 *
 * static BackgroundCopyJob begin(BackgroundCopyManager manager, URI remote, Path local) {
 *     BackgroundCopyJob job = manager.createJob("my update", JobType.DOWNLOAD);
 *     job.addFile(remote, local);
 *     job.resume();
 *     return job;
 * }
 * }
 *
 * <h2>Why does it not move?</h2>
 * {@snippet :
 * static String explain(BackgroundCopyJob job) {
 *     Diagnosis diagnosis = job.diagnose();
 *     return diagnosis.has(Finding.Kind.BLOCKED) ? "Not on this network: " + diagnosis : diagnosis.toString();
 * }
 * }
 */
@NullMarked
package io.github.bits4j;

import org.jspecify.annotations.NullMarked;
