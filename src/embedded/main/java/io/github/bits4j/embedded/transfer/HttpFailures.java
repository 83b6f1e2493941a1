package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the exceptions of the HTTP client mean. */
final class HttpFailures {
    private HttpFailures() {}

    /** No response came. */
    static TransferFailure ofRequest(Throwable cause) {
        return TransferFailure.passing(code(cause, HResult.BG_E_CONNECTION_CLOSED), "no response: " + cause, cause);
    }

    /** The response's body broke off. */
    static TransferFailure ofBody(IOException cause) {
        int hresult = code(cause, HResult.BG_E_RECEIVE_FAILURE);
        return TransferFailure.passing(hresult, "the response broke off: " + cause, cause);
    }

    private static int code(Throwable failure, int otherwise) {
        // The client wraps what it met, some failures twice; the innermost one that is known tells most.
        int code = otherwise;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            code = switch (cause) {
                case UnresolvedAddressException _ -> HResult.BG_E_NAME_RESOLUTION_FAILURE;
                case UnknownHostException _ -> HResult.BG_E_NAME_RESOLUTION_FAILURE;
                case HttpTimeoutException _ -> HResult.BG_E_TIMEOUT;
                case ConnectException _ -> HResult.BG_E_CONNECT_FAILURE;
                case NoRouteToHostException _ -> HResult.BG_E_CONNECT_FAILURE;
                case SSLException _ -> HResult.BG_E_SECURE_CHANNEL_FAILURE;
                case ProtocolException _ -> HResult.BG_E_INVALID_SERVER_RESPONSE;
                case EOFException _ -> HResult.BG_E_CONNECTION_CLOSED;
                default -> code;
            };
        }
        return code;
    }
}
