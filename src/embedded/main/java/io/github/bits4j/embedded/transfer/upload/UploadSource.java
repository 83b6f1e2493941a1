package io.github.bits4j.embedded.transfer.upload;

import java.net.URI;
import java.nio.file.Path;

/**
 * What is to be uploaded.
 *
 * @param remote what the file is to be on the server
 * @param local the file
 * @param wantsReply whether the server's application is to answer it
 */
public record UploadSource(URI remote, Path local, boolean wantsReply) {}
