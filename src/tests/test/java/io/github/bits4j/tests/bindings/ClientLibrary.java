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
 * The client in {@code native/client}, compiled and loaded: on Windows by the Windows headers, elsewhere by a
 * {@link ClientHeader}. As with the {@link PeerLibrary}, the DLL for the second ring is made in the first.
 */
final class ClientLibrary {
    private static final Path SOURCES = Path.of("native", "client");
    private static final Path DIRECTORY = Path.of("target", "native", "client").toAbsolutePath();
    private static final Path DLL = DIRECTORY.resolve("client.dll");
    /** What the DLL was made of. */
    private static final Path MADE_OF = DIRECTORY.resolve("client.txt");

    /** The headers that mingw-w64 lacks are found before all others. */
    private static final List<String> WINDOWS = List.of("-DWIN32_LEAN_AND_MEAN", "-D_WIN32_WINNT=0x0A00",
            "-DNTDDI_VERSION=0x0A00000C", "-isystem", Path.of("../../jextract-config/include").toString());

    private ClientLibrary() {}

    /** Empty where there is no C compiler. Called once: Windows lets nobody replace a DLL that is in use. */
    static Optional<SymbolLookup> open() throws IOException {
        List<Path> sources = sources(".c");
        String text = Stream.concat(sources.stream(), sources(".h").stream()).map(ClientLibrary::read)
                .collect(Collectors.joining());
        if (TestService.WINE) {
            if (!Files.exists(DLL) || !Files.readString(MADE_OF).equals(text)) {
                throw new IllegalStateException(DLL + " is missing or not of these sources: it is made by NativeClientTest in"
                        + " the first ring, which has to run before, on a machine with x86_64-w64-mingw32-gcc");
            }
            return Optional.of(load(DLL));
        }
        Files.createDirectories(DIRECTORY);
        Files.deleteIfExists(DLL); // never leave one that is older than its sources
        Optional<CCompiler> windows = CCompiler.windows();
        if (windows.isPresent()) {
            compile(windows.get(), sources, WINDOWS, DLL, List.of("-lole32"));
            Files.writeString(MADE_OF, text);
        }
        if (TestService.WINDOWS) {
            return windows.map(_ -> load(DLL));
        }
        Optional<CCompiler> host = CCompiler.host();
        if (host.isEmpty()) {
            return Optional.empty();
        }
        Files.writeString(DIRECTORY.resolve("interfaces.h"), ClientHeader.of(AbiReader.read()));
        Path library = DIRECTORY.resolve(System.mapLibraryName("client"));
        compile(host.get(), sources, List.of("-fPIC", "-fvisibility=hidden", "-I", DIRECTORY.toString()), library,
                List.of("-pthread"));
        return Optional.of(load(library));
    }

    private static List<Path> sources(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
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
        List<String> arguments = new ArrayList<>(List.of("-std=gnu11", "-Wall", "-Werror", "-shared"));
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
