package io.github.bits4j.deliveryoptimization;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@link Download#whenTransferred()} and {@link DeliveryOptimizationManager#download} end with.
 *
 * @param id the download's identifier
 * @param state {@link DownloadState#TRANSFERRED}, or {@link DownloadState#FINALIZED}
 * @param bytesTransferred how many bytes came
 * @param file the file that has them now, if the download was finalized and has a file rather than a stream
 */
public record DownloadResult(String id, DownloadState state, long bytesTransferred, Optional<Path> file) {}
