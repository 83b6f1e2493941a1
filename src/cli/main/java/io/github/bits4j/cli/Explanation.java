package io.github.bits4j.cli;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.TransferError;
import io.github.bits4j.com.HResult;

/** A job's error in one line: which file, which HTTP status if it is one, which HRESULT, what that means and what to do. */
final class Explanation {
    private Explanation() {}

    static String of(TransferError error) {
        StringBuilder text = new StringBuilder();
        if (error.context() == ErrorContext.LOCAL_FILE) {
            error.localName().ifPresent(name -> text.append(name).append(": "));
        } else {
            error.remoteName().ifPresent(name -> text.append(name).append(": "));
        }
        error.httpStatus().ifPresent(status -> text.append("HTTP status ").append(status).append(", "));
        text.append("HRESULT ").append(HResult.format(error.hresult()));
        String words = HResult.withRemedy(error.description(), error.hresult());
        if (!words.isEmpty()) {
            text.append(": ").append(words);
        }
        return text.toString();
    }
}
