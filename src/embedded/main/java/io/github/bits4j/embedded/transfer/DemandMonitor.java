package io.github.bits4j.embedded.transfer;

import java.util.List;

/**
 * Says what a {@link DemandDownload} is to fetch, and hears how it goes, on its thread. Each method throws InterruptedException
 * if the download was stopped; it then touches the file no more.
 */
public interface DemandMonitor {

    /** What is wanted now and has not come, most wanted first, no two overlapping; none if there is nothing to do. */
    List<FileRange> next() throws InterruptedException;

    /** A server answered, well or badly. */
    void answered(ResponseHead head) throws InterruptedException;

    /**
     * The file is this one. Nothing that came before counts, and the local file is empty when the next bytes come.
     *
     * @throws TransferFailure if the file does not have what is wanted of it
     */
    void found(Representation representation) throws TransferFailure, InterruptedException;

    /** Bytes follow. */
    void receiving() throws InterruptedException;

    /** These bytes are in the local file, at their offset. @return whether what else was asked for is still what is wanted */
    boolean filled(long offset, int count) throws TransferFailure, InterruptedException;

    /** A response is over: there is no better moment to make sure of what has come. */
    void paused() throws TransferFailure, InterruptedException;

    /** What has come is of no use, for it is of a file that is no more. */
    void discarded() throws InterruptedException;

    /** The server gives nothing by which the file could be known again: it must come in one response. */
    void inOnePiece() throws InterruptedException;

    /**
     * The server has nothing at the first of the ranges that it was asked for.
     *
     * @param size of the file, or -1
     */
    void refused(List<FileRange> asked, long size) throws InterruptedException;
}
