package io.github.bits4j.tests.bindings;

import io.github.bits4j.tests.support.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program in C, in a directory of {@code native}, compiled with what is in {@code native/common} and loaded. On Windows it has
 * the interfaces of BITS from the Windows headers, elsewhere from a {@link ClientHeader}. As with the {@link PeerLibrary}, the DLL
 * for the second ring is made in the first.
 *
 * @param madeBy the test that makes it
 */
record NativeLibrary(String name, String madeBy) {
    private static final Path SOURCES = Path.of("native");
    private static final List<String> HOST = List.of("-fPIC", "-fvisibility=hidden");
    private static final List<String> WINDOWS_API = List.of("-DWIN32_LEAN_AND_MEAN", "-D_WIN32_WINNT=0x0A00",
            "-DNTDDI_VERSION=0x0A00000C");
    /** What mingw-w64 lacks is found before all else. */
    private static final List<String> WINDOWS_HEADERS =
            List.of("-isystem", Path.of("../../jextract-config/include").toString());

    /** Empty where there is no C compiler. Called once: Windows lets nobody replace a DLL that is in use. */
    Optional<SymbolLookup> open() throws IOException {
        Path directory = Path.of("target", "native", name).toAbsolutePath();
        Path dll = directory.resolve(name + ".dll");
        Path madeOf = directory.resolve(name + ".txt");
        List<Path> sources = sources(".c");
        String text = Stream.concat(sources.stream(), sources(".h").stream()).map(NativeLibrary::read)
                .collect(Collectors.joining());
        if (TestService.WINE) {
            if (!Files.exists(dll) || !Files.readString(madeOf).equals(text)) {
                throw new IllegalStateException(dll + " is missing or not of these sources: it is made by " + madeBy
                        + " in the first ring, which has to run before, on a machine with x86_64-w64-mingw32-gcc");
            }
            return Optional.of(load(dll));
        }
        Files.createDirectories(directory);
        Files.deleteIfExists(dll); // never leave one that is older than its sources
        Optional<CCompiler> compiler = CCompiler.windows();
        if (compiler.isPresent()) {
            List<String> options = new ArrayList<>(WINDOWS_API);
            options.addAll(WINDOWS_HEADERS);
            compile(compiler.get(), sources, options, dll, List.of("-lole32", "-loleaut32"));
            Files.writeString(madeOf, text);
        }
        if (TestService.WINDOWS) {
            return compiler.map(_ -> load(dll));
        }
        Optional<CCompiler> host = CCompiler.host();
        if (host.isEmpty()) {
            return Optional.empty();
        }
        Files.writeString(directory.resolve("interfaces.h"), ClientHeader.of(AbiReader.read()));
        Path library = directory.resolve(System.mapLibraryName(name));
        List<String> options = new ArrayList<>(HOST);
        options.addAll(List.of("-I", directory.toString()));
        compile(host.get(), sources, options, library, List.of("-pthread"));
        return Optional.of(load(library));
    }

    private List<Path> sources(String suffix) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String part : List.of("common", name)) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(part))) {
                files.filter(file -> file.toString().endsWith(suffix)).sorted().forEach(sources::add);
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(
            CCompiler compiler, List<Path> sources, List<String> options, Path library, List<String> libraries) {
        List<String> arguments = new ArrayList<>(List.of("-std=gnu11", "-Wall", "-Werror", "-shared",
                "-I", SOURCES.resolve("common").toString()));
        arguments.addAll(options);
        arguments.addAll(List.of("-o", library.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        arguments.addAll(libraries);
        CCompiler.Result result = compiler.run(arguments);
        if (!result.success()) {
            throw new IllegalStateException(compiler.command() + ": " + String.join("\n", result.output()));
        }
    }

    private static SymbolLookup load(Path library) {
        return SymbolLookup.libraryLookup(library, Arena.global());
    }
}
