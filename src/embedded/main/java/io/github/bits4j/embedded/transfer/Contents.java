package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the headers tell of a response's content. */
final class Contents {
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private Contents() {}

    /** Throws if the server has encoded it, which nobody asked for: such bytes are not the file's. */
    static void requireIdentity(TransportResponse response) throws TransferFailure {
        if (!isIdentity(response)) {
            throw TransferFailure.lasting(
                    HResult.BG_E_INVALID_SERVER_RESPONSE, "the server encoded the content unasked", null);
        }
    }

    static boolean isIdentity(TransportResponse response) {
        return response.header("Content-Encoding").map(String::strip)
                .filter(encoding -> !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity"))
                .isEmpty();
    }

    /** The length of the body that follows; where chunks tell the end, the header does not count. */
    static OptionalLong length(TransportResponse response) {
        return response.header("Transfer-Encoding").isPresent() ? OptionalLong.empty() : announcedLength(response);
    }

    /** The length that the header tells. */
    static OptionalLong announcedLength(TransportResponse response) {
        return response.header("Content-Length").map(String::strip)
                .filter(text -> LENGTH.matcher(text).matches())
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }
}
