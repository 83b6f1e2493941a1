package io.github.bits4j.cli;

import io.github.bits4j.BackgroundCopyJob;
import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A URL that can be downloaded; each refusal names the rule. */
final class UrlConverter implements ITypeConverter<URI> {
    /** Made by picocli. */
    UrlConverter() {}

    @Override
    public URI convert(String text) {
        URI url = parse(text);
        if (!url.isAbsolute()) {
            throw new TypeConversionException("the URL must be absolute, with http:// or https://, is '" + text + "'");
        }
        if (!url.getScheme().equalsIgnoreCase("http") && !url.getScheme().equalsIgnoreCase("https")) {
            throw new TypeConversionException("the URL must begin with http:// or https://, is '" + text + "'");
        }
        if (url.getHost() == null) {
            throw new TypeConversionException("the URL must name a host, is '" + text + "'");
        }
        if (url.toASCIIString().length() > BackgroundCopyJob.MAX_REMOTE_NAME) {
            throw new TypeConversionException("the URL must have at most " + BackgroundCopyJob.MAX_REMOTE_NAME
                    + " characters, has " + url.toASCIIString().length());
        }
        return url;
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TypeConversionException("the URL is not a legal one (" + e.getReason() + " at character "
                    + (e.getIndex() + 1) + "): '" + text + "'");
        }
    }
}
