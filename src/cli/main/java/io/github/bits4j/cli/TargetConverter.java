package io.github.bits4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file that can be written by a job. All is checked before there is a job; each refusal names the rule. */
final class TargetConverter implements ITypeConverter<Path> {
    /** Made by picocli. */
    TargetConverter() {}

    @Override
    public Path convert(String text) {
        Path target = parse(text);
        if (!target.isAbsolute()) {
            throw new TypeConversionException("the target must be an absolute path, since the service has another working "
                    + "directory; '" + text + "' is relative, from here it is " + target.toAbsolutePath().normalize());
        }
        target = target.normalize();
        Path directory = target.getParent();
        if (directory == null || Files.isDirectory(target)) {
            throw new TypeConversionException("the target must be a file, " + target + " is a directory");
        }
        if (Files.notExists(directory)) {
            throw new TypeConversionException("the target's directory must exist, " + directory + " does not");
        }
        if (!Files.isDirectory(directory)) {
            throw new TypeConversionException("the target's directory must be one, " + directory + " is not a directory");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new TypeConversionException("the target must be writable, " + target + " is there and is not");
        }
        probe(directory);
        return target;
    }

    private static Path parse(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("the target is not a legal path: " + e.getMessage());
        }
    }

    /** Whether a file can be made there is known for certain only once one has been made. */
    private static void probe(Path directory) {
        try {
            Files.delete(Files.createTempFile(directory, "bits4j", ".tmp"));
        } catch (IOException e) {
            throw new TypeConversionException("the target's directory must be writable, " + directory + " is not: " + e);
        }
    }
}
