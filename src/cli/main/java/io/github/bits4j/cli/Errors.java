package io.github.bits4j.cli;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.TransferException;
import io.github.bits4j.com.HResult;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What people read, and what the shell gets, when the command fails. */
final class Errors {
    private Errors() {}

    /** Wrong arguments: one line that names the rule, and where help is; not the whole help, in which the line gets lost. */
    static int ofArguments(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        // A refusal of ours says already which argument it is about.
        Throwable reason = failure.getCause() instanceof TypeConversionException refusal ? refusal : failure;
        err.println("bits4j: " + reason.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return Bits4j.USAGE;
    }

    /** A failed transfer: one line; a stack trace only for what nobody foresaw. */
    static int ofExecution(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (isForeseen(failure)) {
            err.println("bits4j: " + message(failure));
        } else {
            failure.printStackTrace(err);
        }
        err.flush();
        return Bits4j.FAILED;
    }

    private static boolean isForeseen(Exception failure) {
        return failure instanceof BackgroundCopyException
                || failure instanceof TransferException
                || failure instanceof FailedException
                || failure instanceof UnsupportedOperationException
                || failure instanceof IOException;
    }

    private static String message(Exception failure) {
        if (failure instanceof TransferException transfer && transfer.error().isPresent()) {
            return Explanation.of(transfer.error().get());
        }
        if (failure instanceof BackgroundCopyException call && call.isServiceGone()) {
            return "the service has ended: HRESULT " + HResult.format(call.hresult());
        }
        return failure instanceof IOException ? failure.toString() : String.valueOf(failure.getMessage());
    }
}
