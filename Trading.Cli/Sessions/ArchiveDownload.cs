using System.Net;

namespace Trading.Cli;

/// <summary>
/// Saves an archive; while no cosigned head covers an opened lot the platform answers 409, and patience helps.
/// </summary>
public static class ArchiveDownload
{
    public static async Task SaveAsync(
        Func<Stream, Task> download,
        string path,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        var draft = path + ".new";
        for (var end = DateTimeOffset.UtcNow + patience; ; await Task.Delay(250, cancel))
        {
            try
            {
                await using (var file = File.Create(draft))
                    await download(file);
                File.Move(draft, path, overwrite: true);
                return;
            }
            catch (ApiException refusal) when (refusal.Status == HttpStatusCode.Conflict && DateTimeOffset.UtcNow < end)
            { }
            finally
            {
                File.Delete(draft);
            }
        }
    }
}
