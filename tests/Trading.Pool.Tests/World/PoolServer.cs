using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Trading.Pool.Draws;
using Trading.Pool.Experts;
using Trading.Pool.Managers;

namespace Trading.Pool.Tests.World;

/// <summary>A real pool on loopback, over a folder of its own.</summary>
public sealed class PoolServer : IAsyncDisposable
{
    public const string Password = "a password of the tests";
    private readonly string folder;
    private readonly bool ownsFolder;
    private WebApplication app = null!;

    private PoolServer(string? folder)
    {
        ownsFolder = folder is null;
        this.folder = folder ?? Directory.CreateTempSubdirectory("trading-pool-").FullName;
    }

    public string Data => folder;

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<string> Log { get; } = new();

    public ShiftedClock Clock { get; } = new();

    public static async Task<PoolServer> StartAsync(string? folder = null, DrawOptions? draws = null)
    {
        var server = new PoolServer(folder);
        server.app = Program.Build(
            new PoolOptions(server.folder, "http://127.0.0.1:0", null) { Draws = draws },
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<Clock>(server.Clock));
                services.AddLogging(logging => logging.ClearProviders().AddProvider(new Lines(server.Log)));
            }
        );
        try
        {
            await server.app.StartAsync();
        }
        catch
        {
            await server.app.DisposeAsync();
            throw;
        }
        server.Address = new Uri(server.app.Urls.Single());
        return server;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Who did not sign in.</summary>
    public Client Client() => new(this);

    /// <summary>A manager with a password that stands.</summary>
    public async Task<Client> SignedInAsync(string user = "wang")
    {
        var oneTime = (await MakeManagerAsync(user)).Password;
        var client = new Client(this);
        await client.SignInAsync(user, oneTime, Password);
        return client;
    }

    public async Task<OneTimePassword> MakeManagerAsync(string user)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ManagerOffice>().MakeAsync(user);
    }

    public async Task WithAccountAsync(string user, Action<Manager> change)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountManager<Manager>>();
        var manager = (await accounts.FindByNameAsync(user))!;
        change(manager);
        AccountManager<Manager>.Must(await accounts.UpdateAsync(manager));
    }

    public async ValueTask DisposeAsync()
    {
        Get<PoolFile>().Release();
        Get<ManagersFile>().Release();
        await app.DisposeAsync();
        if (ownsFolder)
            Directory.Delete(folder, recursive: true);
    }

    private sealed class Lines(ConcurrentQueue<string> all) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Line(all);

        public void Dispose() { }
    }

    private sealed class Line(ConcurrentQueue<string> all) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => all.Enqueue($"{formatter(state, exception)} {exception}");
    }
}

/// <summary>The machine's clock with an offset.</summary>
public sealed class ShiftedClock : Clock
{
    private long offset;

    public override long Now => base.Now + Interlocked.Read(ref offset);

    public void Advance(TimeSpan by) => Interlocked.Add(ref offset, (long)by.TotalMicroseconds);
}
