package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the exceptions of sockets and TLS mean. */
final class HttpFailures {
    private HttpFailures() {}

    /** No response came. */
    static TransferFailure ofRequest(IOException cause) {
        return of(cause, HResult.BG_E_CONNECTION_CLOSED, "no response");
    }

    /** The response's body broke off. */
    static TransferFailure ofBody(IOException cause) {
        return of(cause, HResult.BG_E_RECEIVE_FAILURE, "the response broke off");
    }

    private static TransferFailure of(IOException failure, int otherwise, String what) {
        // TLS wraps what it met; the innermost one that is known tells most.
        int code = otherwise;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateFailure certificate) {
                return TransferFailure.lasting(certificate.hresult(), certificate.getMessage(), certificate);
            }
            code = switch (cause) {
                case UnknownHostException _ -> HResult.BG_E_NAME_RESOLUTION_FAILURE;
                case SocketTimeoutException _ -> HResult.BG_E_TIMEOUT;
                case ConnectException _ -> HResult.BG_E_CONNECT_FAILURE;
                case NoRouteToHostException _ -> HResult.BG_E_CONNECT_FAILURE;
                case SSLException _ -> HResult.BG_E_SECURE_CHANNEL_FAILURE;
                case ProtocolException _ -> HResult.BG_E_INVALID_SERVER_RESPONSE;
                case EOFException _ -> HResult.BG_E_CONNECTION_CLOSED;
                default -> code;
            };
        }
        return TransferFailure.passing(code, what + ": " + failure, failure);
    }
}
