using Trading.Server.People;

namespace Trading.Server;

/// <summary>
/// <c>Trading.Server --make-manager USER --data DIR</c>: the first manager, or the way back in, made by whoever holds
/// the server's folder while the server is stopped. A password is never an argument: other people of the machine can
/// read those.
/// </summary>
public static class FirstManager
{
    public const string Word = "--make-manager";

    // The log is made by the server's first start and by nothing else.
    private const string Platform = "log.db";

    public const string Usage = $"""
               Trading.Server {Word} USER --data DIR [--password-stdin]
          {Word} USER  make USER an enabled manager and print a one-time password; DIR is a server's that is stopped
          --password-stdin     take the password from the first line of standard input instead (12 to 256 characters)
        """;

    /// <summary>0 when it is done, 1 when it was refused, 2 when the words make no sense.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> words,
        TextReader input,
        TextWriter output,
        TextWriter error
    )
    {
        if (!TryParse(words, out var user, out var data, out var fromInput))
        {
            await error.WriteLineAsync(ServerOptions.Usage);
            return 2;
        }
        var password = fromInput ? await input.ReadLineAsync() ?? "" : null;
        if (!AccountRules.IsUser(user))
            return await RefuseAsync(error, "USER is 1 to 64 of a-z, 0-9, '.', '_', '-'");
        if (password is not null && !AccountRules.IsPassword(password))
            return await RefuseAsync(error, "the password has 12 to 256 characters");
        if (!File.Exists(Path.Combine(data, Platform)))
            return await RefuseAsync(
                error,
                $"{data} holds no platform: start the server once with --data {data}, stop it, and say this again"
            );
        try
        {
            if ((await MakeAsync(data, user, password)).Password is { } oneTime)
                await output.WriteLineAsync(oneTime);
            return 0;
        }
        catch (InvalidOperationException taken) when (taken.InnerException is IOException)
        {
            return await RefuseAsync(error, $"{taken.Message}: stop it first");
        }
    }

    private static async Task<OneTimePassword> MakeAsync(string data, string user, string? password)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<Clock>()
            .AddSingleton(_ => new DataFolder(data))
            .AddStaff();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StaffOffice>().MakeManagerAsync(user, password);
    }

    private static bool TryParse(IReadOnlyList<string> words, out string user, out string data, out bool fromInput)
    {
        (user, data, fromInput) = ("", "", false);
        for (var i = 0; i < words.Count; i++)
            if (words[i] == Word && i + 1 < words.Count)
                user = words[++i];
            else if (words[i] == "--data" && i + 1 < words.Count)
                data = words[++i];
            else if (words[i] == "--password-stdin")
                fromInput = true;
            else
                return false;
        return user.Length > 0 && data.Length > 0;
    }

    private static async Task<int> RefuseAsync(TextWriter error, string why)
    {
        await error.WriteLineAsync($"Trading.Server {Word}: {why}");
        return 1;
    }
}
