using System.Reflection;

namespace Trading.Pool.Managers;

/// <summary>The managers' database, <c>managers.db</c>.</summary>
public sealed class ManagersFile(string path)
    : SqliteFile(path, new Schema(Assembly.GetExecutingAssembly(), "managers"))
{
    public const string FileName = "managers.db";
}

/// <summary>Who signs in to the pool.</summary>
internal static class ManagerSetup
{
    private const string CookieName = "trading-pool";

    public static IServiceCollection AddManagers(this IServiceCollection services) =>
        services
            .AddAccounts<Manager, ManagersContext, ManagersFile>(data => new ManagersFile(
                data.File(ManagersFile.FileName)
            ))
            .AddScoped<ManagerOffice>();

    public static void AddManagerSessions(this IServiceCollection services, string data) =>
        services.AddSessions<Manager>(CookieName, "Trading.Pool", data);
}
