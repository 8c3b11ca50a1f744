namespace Trading.Server.Tests.Storage;

/// <summary>How a write point goes wrong.</summary>
public enum DiskFault
{
    /// <summary>The step is not done and fails.</summary>
    Failed,

    /// <summary>Half of what is written gets to the disk; steps without bytes are not done.</summary>
    Torn,

    /// <summary>The step is done and fails all the same.</summary>
    FailedButDone,
}

/// <summary>
/// A real disk of which one step fails, counted from 0; or with which the process dies: nothing after that step is done
/// any more.
/// </summary>
public sealed class FaultyDisk(DiskFault fault, bool dies, int point) : Disk
{
    private int left = point;

    public bool HasStruck { get; private set; }

    /// <summary>From here on the disk is well.</summary>
    public bool IsWell { get; set; }

    public override FileStream Create(string path)
    {
        FileStream? file = null;
        Step(() => file = base.Create(path), () => file?.Dispose());
        return file!;
    }

    public override ValueTask WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        Step(() => file.Write(bytes.Span), torn: () => file.Write(bytes.Span[..(bytes.Length / 2)]));
        return ValueTask.CompletedTask;
    }

    public override void Flush(FileStream file) => Step(() => base.Flush(file));

    public override void Rename(string temporary, string path) => Step(() => base.Rename(temporary, path));

    public override void FlushFolder(string folder) => Step(() => base.FlushFolder(folder));

    public override void Delete(string path) => Step(() => base.Delete(path));

    private void Step(Action act, Action? undo = null, Action? torn = null)
    {
        if (IsWell)
        {
            act();
            return;
        }
        if (HasStruck && dies)
            throw new IOException("the process is dead");
        if (HasStruck || left-- > 0)
        {
            act();
            return;
        }
        HasStruck = true;
        if (fault == DiskFault.FailedButDone)
            act();
        if (fault == DiskFault.Torn)
            torn?.Invoke();
        undo?.Invoke();
        throw new IOException("injected");
    }
}
