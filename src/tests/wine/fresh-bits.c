/*
 * Gives Wine a new BITS service: its process is ended, with all jobs, and started again. A plain "stop" does not do, since the
 * service waits for its one transfer thread, which a client that hangs in a callback can hold for ever. RpcSs is restarted too:
 * it remembers the ended process as the server of BITS's class and would send every client there (0x800706BA).
 */
#include <windows.h>
#include <stdio.h>

static int failed(const wchar_t *service, const char *what) {
    fprintf(stderr, "fresh-bits: %s of %ls: error %lu\n", what, service, GetLastError());
    return 1;
}

static int restart(SC_HANDLE manager, const wchar_t *name) {
    SC_HANDLE service = OpenServiceW(manager, name, SERVICE_QUERY_STATUS | SERVICE_START);
    SERVICE_STATUS_PROCESS status;
    DWORD size;
    if (!service) return failed(name, "OpenService");
    if (!QueryServiceStatusEx(service, SC_STATUS_PROCESS_INFO, (BYTE *) &status, sizeof status, &size))
        return failed(name, "QueryServiceStatusEx");
    if (status.dwProcessId) {
        HANDLE process = OpenProcess(PROCESS_TERMINATE | SYNCHRONIZE, FALSE, status.dwProcessId);
        if (process && !(TerminateProcess(process, 1) && WaitForSingleObject(process, 10000) == WAIT_OBJECT_0))
            return failed(name, "TerminateProcess");
    }
    if (!StartServiceW(service, 0, NULL) && GetLastError() != ERROR_SERVICE_ALREADY_RUNNING) return failed(name, "StartService");
    for (int i = 0; i < 1000; i++) {
        if (!QueryServiceStatusEx(service, SC_STATUS_PROCESS_INFO, (BYTE *) &status, sizeof status, &size))
            return failed(name, "QueryServiceStatusEx");
        if (status.dwCurrentState == SERVICE_RUNNING) return 0;
        Sleep(10);
    }
    SetLastError(ERROR_SERVICE_REQUEST_TIMEOUT);
    return failed(name, "start");
}

int main(void) {
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    if (!manager) return failed(L"the services", "OpenSCManager");
    return restart(manager, L"RpcSs") || restart(manager, L"BITS");
}
