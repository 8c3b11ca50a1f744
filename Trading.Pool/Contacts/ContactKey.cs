namespace Trading.Pool.Contacts;

/// <summary>
/// The file of the contacts' secret: made on first use, readable by its owner only, refused otherwise.
/// </summary>
public static class ContactKey
{
    public const string FileName = "contacts.key";
    private const UnixFileMode OwnersOwn = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// The secret. Throws <see cref="PoolSetupException"/> where others may read the file, or where it is gone while
    /// there are experts that only it can open.
    /// </summary>
    /// <param name="data">The pool's folder.</param>
    /// <param name="isNew">Whether the pool has no store yet.</param>
    public static byte[] Read(DataFolder data, bool isNew)
    {
        var path = data.File(FileName);
        if (!File.Exists(path) && !isNew)
            throw new PoolSetupException(
                $"{path} is missing: without it nobody can read the contacts in the store. Put the file back."
            );
        var secret = data.Secret(FileName);
        if ((File.GetUnixFileMode(path) & ~OwnersOwn) != 0)
            throw new PoolSetupException($"{path} may be read by others: set its mode to 0600.");
        return secret;
    }
}

/// <summary>The pool cannot start as it was set up; the message is for its operator and holds no secret.</summary>
public sealed class PoolSetupException(string message) : Exception(message);
