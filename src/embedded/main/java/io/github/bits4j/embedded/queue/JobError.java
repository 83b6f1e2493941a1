package io.github.bits4j.embedded.queue;

import io.github.bits4j.ErrorContext;
import org.jspecify.annotations.Nullable;

/**
 * Why a job failed.
 *
 * @param context what it was doing
 * @param hresult a failure
 * @param file the file it was doing it with; null if none
 * @param description the failure in words
 * @param contextDescription the context in words
 * @param protocol the protocol of the file's URL, such as {@code http}; empty without a file
 */
public record JobError(
        ErrorContext context,
        int hresult,
        @Nullable JobFile file,
        String description,
        String contextDescription,
        String protocol) {}
