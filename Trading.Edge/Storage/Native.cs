using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Trading.Edge.Storage;

/// <summary>The two calls of the C library that .NET does not offer: open a folder, flush it.</summary>
internal static partial class Native
{
    private const int CloseOnExecute = 0x80000; // O_RDONLY | O_CLOEXEC: a folder opens for reading only

    public static SafeFileHandle OpenFolder(string folder)
    {
        var descriptor = Open(folder, CloseOnExecute);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failed(folder);
    }

    public static void Flush(SafeFileHandle handle, string folder)
    {
        if (Flush((int)handle.DangerousGetHandle()) != 0)
            throw Failed(folder);
    }

    private static IOException Failed(string folder) => new($"{folder}: error {Marshal.GetLastPInvokeError()}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);
}
