/**
 * Delivery Optimization, by the interfaces of its own that Windows has had since version 10 1809: a
 * {@link io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager} makes downloads and finds them, a
 * {@link io.github.bits4j.deliveryoptimization.Download} fetches a file, whole or in parts, into a file or a stream, and what fails
 * throws a {@link io.github.bits4j.deliveryoptimization.DeliveryOptimizationException}. What it has of BITS' interfaces is in
 * {@link io.github.bits4j}.
 *
 * <p>No system's service has been tried yet: all of it has met embedded ones and one written in C, and what is known of the
 * system's is from Microsoft's pages and headers.
 *
 * <h2>A file, step by step, with what happens to it</h2>
 * {@snippet :
 * static void download(DeliveryOptimizationManager manager, URI remote, Path local, Consumer<String> screen) throws Exception {
 *     try (Download download = manager.createDownload()) {
 *         download.setUri(remote);
 *         download.setLocalPath(local);
 *         download.setForeground(true);
 *         download.setStatusListener(event -> {
 *             switch (event) {
 *                 case DownloadEvent.Progress e -> screen.accept(e.status().bytesTransferred() + " bytes");
 *                 case DownloadEvent.TransientError e -> screen.accept("not now: " + e.error());
 *                 case DownloadEvent.Failed e -> screen.accept("failed: " + e.error());
 *                 default -> { }
 *             }
 *         }, NotifyOptions.defaults().withProgress(Duration.ofMillis(200)));
 *         TransferOptions options = TransferOptions.defaults().completing().cancellingOnFailure();
 *         CompletableFuture<DownloadResult> done = download.whenTransferred(options);
 *         download.start();
 *         done.get(10, TimeUnit.MINUTES); // finalized: the file has its name
 *     }
 * }
 * }
 *
 * <h2>A stream</h2>
 * {@snippet :
 * static String sha256(DeliveryOptimizationManager manager, URI remote) throws Exception {
 *     MessageDigest digest = MessageDigest.getInstance("SHA-256");
 *     try (OutputStream stream = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
 *         manager.download(remote, stream).get(10, TimeUnit.MINUTES); // the service writes into an IStream made in Java
 *     }
 *     return HexFormat.of().formatHex(digest.digest());
 * }
 * }
 */
@NullMarked
package io.github.bits4j.deliveryoptimization;

import org.jspecify.annotations.NullMarked;
