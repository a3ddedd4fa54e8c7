-- Once, on the primary: psql -v ON_ERROR_STOP=1 -v ledger_password=... -v reader_password=... -v replicator_password=... -f roles.sql
-- Workers and whatever adds come as demarche; pages that only show, as reader; the replica as replicator.
CREATE ROLE demarche LOGIN PASSWORD :'ledger_password';
CREATE ROLE reader LOGIN PASSWORD :'reader_password';
CREATE ROLE replicator LOGIN REPLICATION PASSWORD :'replicator_password';
CREATE DATABASE news OWNER demarche TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
\connect news
-- what there will be in it too
ALTER DEFAULT PRIVILEGES FOR ROLE demarche IN SCHEMA public GRANT SELECT ON TABLES TO reader;
SELECT pg_create_physical_replication_slot('replica');
